"""RapidOCR's three models in onnxruntime sessions that keep little memory.

RapidOCR's own sessions remember a memory plan for every shape of picture that they have seen, which grows without end, and
reserve it at once when the shape comes again (150 MB more for a page). Its classes take a ready session by their settings.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from omegaconf import DictConfig, OmegaConf
from onnxruntime import InferenceSession, SessionOptions
from rapidocr import RapidOCR
from rapidocr.ch_ppocr_cls import TextClassifier
from rapidocr.ch_ppocr_det import TextDetector
from rapidocr.ch_ppocr_rec import TextRecognizer, TextRecOutput
from rapidocr.inference_engine.base import FileInfo
from rapidocr.inference_engine.onnxruntime import OrtInferSession

SILENT = 4
LARGEST_BATCH = 6  # RapidOCR's own
BATCH_LENGTH = 120  # heights of a line, over all lines of a batch: the answer takes some 0.5 MB for each


class _LeanRapidOcr(RapidOCR):
    """Recognises lines in batches of six as RapidOCR does (alone, some read worse), but the long lines of a letter in fewer."""

    def recognize_txt(self, img: list[npt.NDArray[np.uint8]]) -> TextRecOutput:
        longest = max(crop.shape[1] / max(crop.shape[0], 1) for crop in img)
        recogniser: Any = self.text_rec
        recogniser.rec_batch_num = min(max(int(BATCH_LENGTH / max(longest, 1.0)), 1), LARGEST_BATCH)
        return super().recognize_txt(img)


def lean_rapid_ocr(threads: int) -> Any:
    """Start RapidOCR with its default models on so many threads."""
    # Any: RapidOCR declares the models that it would load by itself as None.
    engine: Any = _LeanRapidOcr(params={"Global.log_level": "critical"})
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
