"""Pictures for people: what a page claims beside what was counted, and trials by size and design.

``{{ picture.figure }}`` is all that a template needs: caption, drawing, sentences, and the same
facts as a list. Everything in it is escaped, without style, script or outside reference; the
classes are those of ``exports/templates/pictures.css``.
"""

from __future__ import annotations

from claimcheck.exports.pictures.arrays import icon_arrays
from claimcheck.exports.pictures.base import FigurePicture, Picture, at_register, on_service
from claimcheck.exports.pictures.trials import trials_picture, trials_pictures

__all__ = [
    "FigurePicture",
    "Picture",
    "at_register",
    "icon_arrays",
    "on_service",
    "trials_picture",
    "trials_pictures",
]
