"""Whether pictures of lines stand on their head: the small classifier that comes in RapidOCR's wheel."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
from onnxruntime import InferenceSession, SessionOptions

from services.ocr.base import RgbImage

MODEL = ("models", "ch_ppocr_mobile_v2.0_cls_mobile.onnx")
LINE_HEIGHT_PX, LINE_WIDTH_PX = 48, 192  # what the model was trained on
SILENT = 4


def on_their_head(lines: Sequence[RgbImage]) -> npt.NDArray[np.float32]:
    """Give for each line how sure it is, 0 to 1, that it is turned by 180 degrees."""
    session = _session()
    batch = np.stack([_normalised(line) for line in lines])
    (scores,) = session.run(None, {session.get_inputs()[0].name: batch})
    return np.asarray(scores, dtype=np.float32)[:, 1]


def _normalised(line: RgbImage) -> npt.NDArray[np.float32]:
    """Colours × height × width from -1 to 1, in BGR; right of a short line there are zeros."""
    width = min(max(round(LINE_HEIGHT_PX * line.shape[1] / line.shape[0]), 1), LINE_WIDTH_PX)
    small = cv2.resize(line, (width, LINE_HEIGHT_PX), interpolation=cv2.INTER_LINEAR)[:, :, ::-1]
    padded = np.zeros((3, LINE_HEIGHT_PX, LINE_WIDTH_PX), dtype=np.float32)
    padded[:, :, :width] = (small.astype(np.float32) / 127.5 - 1.0).transpose(2, 0, 1)
    return padded


@cache
def _session() -> InferenceSession:
    options = SessionOptions()
    options.log_severity_level = SILENT
    options.intra_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    model = Path(str(files("rapidocr"))).joinpath(*MODEL)
    return InferenceSession(str(model), sess_options=options, providers=["CPUExecutionProvider"])
