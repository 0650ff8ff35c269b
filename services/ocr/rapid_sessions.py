"""RapidOCR's three models in onnxruntime sessions that keep little memory.

RapidOCR's own sessions remember a memory plan for every shape of picture that they have seen, which grows without end, and
reserve it at once when the shape comes again (150 MB more for a page). Its classes take a ready session by their settings.
Lines are recognised one by one: in sixes they are padded to the widest, which takes longer on a processor, and more memory.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from omegaconf import DictConfig, OmegaConf
from onnxruntime import InferenceSession, SessionOptions
from rapidocr import RapidOCR
from rapidocr.ch_ppocr_cls import TextClassifier
from rapidocr.ch_ppocr_det import TextDetector
from rapidocr.ch_ppocr_rec import TextRecognizer
from rapidocr.inference_engine.base import FileInfo
from rapidocr.inference_engine.onnxruntime import OrtInferSession

SILENT = 4


def lean_rapid_ocr(threads: int) -> Any:
    """Start RapidOCR with its default models on so many threads."""
    # Any: RapidOCR declares the models that it would load by itself as None.
    engine: Any = RapidOCR(params={"Global.log_level": "critical", "Rec.rec_batch_num": 1, "Cls.cls_batch_num": 1})
    folder = Path(engine.cfg.Global.model_root_dir)
    engine.text_det = TextDetector(_with_session(engine.cfg.Det, folder, threads))
    engine.text_cls = TextClassifier(_with_session(engine.cfg.Cls, folder, threads))
    engine.text_rec = TextRecognizer(_with_session(engine.cfg.Rec, folder, threads))
    return engine


def _with_session(settings: DictConfig, folder: Path, threads: int) -> Any:
    session = InferenceSession(
        str(folder / _model_name(settings)), sess_options=_options(threads), providers=["CPUExecutionProvider"]
    )
    extended = OmegaConf.create({"font_path": None, "session": session}, flags={"allow_objects": True})
    return OmegaConf.merge(extended, settings)


def _model_name(settings: DictConfig) -> str:
    model = OrtInferSession.get_model_url(
        FileInfo(
            engine_type=settings.engine_type,
            ocr_version=settings.ocr_version,
            task_type=settings.task_type,
            lang_type=settings.lang_type,
            model_type=settings.model_type,
        )
    )
    return Path(model["model_dir"]).name


def _options(threads: int) -> SessionOptions:
    options = SessionOptions()
    options.log_severity_level = SILENT
    options.intra_op_num_threads = threads
    options.enable_cpu_mem_arena = False
    options.enable_mem_pattern = False
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # waiting threads leave the cores to others
    return options
