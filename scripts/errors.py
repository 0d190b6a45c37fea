"""What stops a command: told to the user as one message with place, problem and next step; exit code 2."""

from __future__ import annotations


class GuideError(Exception):
    """A command could not run.

    `place` is a path, or `path:line` with lines counted from 1; `message` says what was found and what was
    expected; `hint` says what to do next.
    """

    def __init__(self, message: str, *, place: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.place = place
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        head = f"{self.place}: {self.message}" if self.place else self.message
        return f"{head}\n  Next: {self.hint}" if self.hint else head
