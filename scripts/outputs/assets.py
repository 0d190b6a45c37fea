"""Styles and scripts as they are sent to readers: without comments and space that only their authors need."""

from __future__ import annotations

from collections.abc import Callable

import rcssmin
import rjsmin

SMALLER: dict[str, Callable[[str], str]] = {".css": rcssmin.cssmin, ".js": rjsmin.jsmin}
"""By the end of a file's name, what makes its text smaller."""
