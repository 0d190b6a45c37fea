"""The command as a user calls it, in this process."""

import pytest

from scripts.__main__ import main


def guide(root, *arguments):
    """Run `guide` on a site; its exit code."""
    with pytest.raises(SystemExit) as ended:
        main(["--root", str(root), *arguments])
    return ended.value.code
