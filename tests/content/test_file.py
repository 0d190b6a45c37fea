"""Files that people hand us: one message with place and next step for what is no text."""

import pytest

from scripts.content.file import LIMIT, read_bytes, read_text
from scripts.errors import GuideError


def test_line_ends_and_byte_order_mark_are_evened_out(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfone\r\ntwo\rthree\n")
    assert read_text(path) == "one\ntwo\nthree\n"


@pytest.mark.parametrize(
    ("data", "place", "message"),
    [
        (b"ok\nbad \xe9 here", "a.txt:2", "byte 8 (0xe9) is not UTF-8."),
        ("caf\u00e9".encode("utf-16"), "a.txt:1", "the file is in UTF-16; UTF-8 was expected."),
        (b"PK\x03\n\x00\x00", "a.txt:2", "byte 5 is zero, so this is not a text file."),
        (b"x" * (LIMIT + 1), "a.txt", "the file has more than 5,000,000 bytes, which is all that is read."),
    ],
)
def test_what_is_no_text_is_refused(tmp_path, data, place, message):
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(GuideError) as caught:
        read_text(path, "a.txt")
    assert (caught.value.place, caught.value.message) == (place, message)
    assert caught.value.hint


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path):
    with pytest.raises(GuideError, match="there is no such file"):
        read_text(tmp_path / "none")
    with pytest.raises(GuideError, match="this is a folder"):
        read_text(tmp_path)


def test_bytes_are_read_as_they_are_and_never_too_many(tmp_path):
    path = tmp_path / "a.bin"
    path.write_bytes(b"\0\xff\r\n")
    assert read_bytes(path) == b"\0\xff\r\n"
    path.write_bytes(b"x" * LIMIT)
    assert len(read_bytes(path)) == LIMIT
    path.write_bytes(b"x" * (LIMIT + 1))
    with pytest.raises(GuideError, match="the file has more than 5,000,000 bytes") as caught:
        read_bytes(path, "a.bin")
    assert caught.value.place == "a.bin"
