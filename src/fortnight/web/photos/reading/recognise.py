"""Text found on a picture by PP-OCR, with the models that come in the package: nothing is ever fetched.

A picture is read as it stands, and once more with its lines laid straight where they sag: on a round bottle words of
two lines stand at one height, and would be read as one line. Where that gives text of which the reader is not sure, or
text that stands on its side, it is read in other ways, at the other quarter turns too. The way that gives most text of
which the reader is sure is kept. Places that look like text and give none count against a way, so that a list which
was not found does not go unnoticed behind a product name that was.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import rapidocr

from fortnight.web.photos.reading.lines import blocks, height, width
from fortnight.web.photos.reading.model import Box, PhotoReading, PhotoTrouble
from fortnight.web.photos.reading.quality import GOOD, trouble_of
from fortnight.web.photos.reading.straighten import straightened

_NO_TEXT_BELOW = 0.5
_FEWEST_SIGNS = 8
_MOST_BOXES = 400
_LEAST_SAG = 0.006
_AS_GOOD = 0.97
_TURNS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}


@dataclass(frozen=True, slots=True)
class _Look:
    turned: int
    boxes: tuple[Box, ...]
    sag: float = 0.0

    @property
    def text(self) -> tuple[Box, ...]:
        return tuple(box for box in self.boxes if box.score >= _NO_TEXT_BELOW)

    @property
    def signs(self) -> int:
        return sum(len(box.text) for box in self.text)

    @property
    def score(self) -> float:
        area = sum(width(box) * height(box) for box in self.boxes)
        return sum(box.score * width(box) * height(box) for box in self.boxes) / (area or 1)

    @property
    def on_its_side(self) -> bool:
        tall = sum(len(box.text) for box in self.boxes if height(box) > 1.2 * width(box))
        return tall * 2 > sum(len(box.text) for box in self.boxes)

    @property
    def sure(self) -> bool:
        return self.score >= GOOD and not self.on_its_side

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
                "Global.text_score": 0.0,
                "Global.max_side_len": 2400,
                "Det.box_thresh": 0.15,
                "Det.model_path": str(next(models.glob("*_det_*.onnx"))),
                "Rec.model_path": str(next(models.glob("*_rec_*.onnx"))),
            }
        )

    def read(self, path: Path) -> PhotoReading:
        """The text on a picture; one that lay on its side is kept upright, as it will be shown beside the text.

        Raises: ValueError for a file that is no picture.
        """
        picture = cv2.imread(str(path), cv2.IMREAD_COLOR)
        if picture is None:
            raise ValueError("no picture")
        best = self._best(picture)
        if best.turned:
            cv2.imwrite(str(path), cv2.rotate(picture, _TURNS[best.turned]))
        trouble = trouble_of(picture, score=best.score, sag=best.sag, signs=best.signs)
        if best.signs < _FEWEST_SIGNS:
            return PhotoReading(
                blocks=(), score=best.score, trouble=trouble or PhotoTrouble.NO_TEXT, turned=best.turned
            )
        return PhotoReading(blocks=blocks(best.text), score=best.score, trouble=trouble, turned=best.turned)

    def _best(self, picture: Any) -> _Look:
        """The best look; others are taken only until one is sure, and none of a picture without any text."""
        best = self._look(picture, 0)
        if not best.boxes:
            return best
        if best.sure:
            return self._laid_straight(picture, best)
        for look in self._others(picture, on_its_side=best.on_its_side):
            best = max(best, look, key=lambda candidate: candidate.worth)
            if best.sure:
                break
        return best

    def _laid_straight(self, picture: Any, best: _Look) -> _Look:
        """The same look with sagging lines laid straight: each word may be sure, and the lines still be mixed up."""
        straight = straightened(picture)
        if straight.sag <= _LEAST_SAG:
            return best
        look = self._look(straight.picture, best.turned, straight.sag)
        return look if look.worth >= _AS_GOOD * best.worth else best

    def _others(self, picture: Any, *, on_its_side: bool) -> Iterator[_Look]:
        for turned in (90, 270) if on_its_side else (0, 180, 90, 270):
            upright = cv2.rotate(picture, _TURNS[turned]) if turned else picture
            plain = self._look(upright, turned) if turned else None
            if plain:
                yield plain
            if plain is None or (plain.on_its_side is False and on_its_side):
                straight = straightened(upright)
                if straight.sag > _LEAST_SAG:
                    yield self._look(straight.picture, turned, straight.sag)

    def _look(self, picture: Any, turned: int, sag: float = 0.0) -> _Look:
        out = self._engine(np.ascontiguousarray(picture))
        if out.txts is None:
            return _Look(turned, (), sag)
        texts = zip(out.txts, out.scores, out.boxes, strict=True)
        boxes = [Box(text.strip(), float(score), _corners(corners)) for text, score, corners in texts]
        return _Look(turned, tuple(boxes[:_MOST_BOXES]), sag)


def _corners(corners: Any) -> Any:
    return tuple((float(x), float(y)) for x, y in corners)
