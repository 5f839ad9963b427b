"""How far a document is."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """How far a document is: 案 may have blanks, 公表 may not."""

    DRAFT = "案"
    PUBLISHED = "公表"
