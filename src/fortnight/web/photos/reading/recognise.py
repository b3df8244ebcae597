"""Text found on a picture by PP-OCR, with the models that come in the package: nothing is ever fetched.

A picture is read as it stands. Where that gives little, or text that stands on its side, it is read at the other
quarter turns, and the turn that gives most text of which the reader is sure is kept.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import rapidocr

from fortnight.web.photos.reading.lines import blocks, height, width
from fortnight.web.photos.reading.model import Box, Reading, Trouble
from fortnight.web.photos.reading.quality import trouble_of

_SURE = 0.88
_NO_TEXT_BELOW = 0.5
_FEWEST_SIGNS = 8
_MOST_BOXES = 400
_TURNS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}


@dataclass(frozen=True, slots=True)
class _Look:
    turned: int
    boxes: tuple[Box, ...]

    @property
    def signs(self) -> int:
        return sum(len(box.text) for box in self.boxes)

    @property
    def score(self) -> float:
        return sum(box.score * len(box.text) for box in self.boxes) / (self.signs or 1)

    @property
    def on_its_side(self) -> bool:
        tall = sum(len(box.text) for box in self.boxes if height(box) > 1.2 * width(box))
        return tall * 2 > self.signs

    @property
    def worth(self) -> float:
        return self.score * self.signs * (0.5 if self.on_its_side else 1)


class Recogniser:
    """The reader with its models loaded: a second or two to make, half a gigabyte while it lives."""

    def __init__(self) -> None:
        models = Path(rapidocr.__file__).parent / "models"
        self._engine: Any = rapidocr.RapidOCR(
            params={
                "Global.log_level": "critical",
                "Global.use_cls": False,
                "Global.max_side_len": 2400,
                "Det.model_path": str(next(models.glob("*_det_*.onnx"))),
                "Rec.model_path": str(next(models.glob("*_rec_*.onnx"))),
            }
        )

    def read(self, path: Path) -> Reading:
        """The text on a picture. Raises: ValueError for a file that is no picture."""
        picture = cv2.imread(str(path), cv2.IMREAD_COLOR)
        if picture is None:
            raise ValueError("no picture")
        best = self._best(picture)
        found = tuple(box for box in best.boxes if box.score >= _NO_TEXT_BELOW)
        trouble = trouble_of(picture, found, best.score)
        if best.score < _NO_TEXT_BELOW or sum(len(box.text) for box in found) < _FEWEST_SIGNS:
            return Reading(blocks=(), score=best.score, trouble=trouble or Trouble.NO_TEXT, turned=best.turned)
        return Reading(blocks=blocks(found), score=best.score, trouble=trouble, turned=best.turned)

    def _best(self, picture: Any) -> _Look:
        """The best of the looks at the four quarter turns; further turns only while no look is sure."""
        best = self._look(picture, 0)
        if best.signs == 0 or (best.score >= _SURE and not best.on_its_side):
            return best
        for turned in (90, 270, 180) if best.on_its_side else (180, 90, 270):
            look = self._look(picture, turned)
            best = max(best, look, key=lambda one: one.worth)
            if best.score >= _SURE and not best.on_its_side:
                break
        return best

    def _look(self, picture: Any, turned: int) -> _Look:
        upright = cv2.rotate(picture, _TURNS[turned]) if turned else picture
        out = self._engine(np.ascontiguousarray(upright))
        if out.txts is None:
            return _Look(turned, ())
        found = zip(out.txts, out.scores, out.boxes, strict=True)
        boxes = tuple(
            Box(text.strip(), float(score), tuple((float(x), float(y)) for x, y in corners))
            for text, score, corners in found
            if text.strip()
        )
        return _Look(turned, boxes[:_MOST_BOXES])
