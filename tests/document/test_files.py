"""Reading bytes from disk, and recognising an assessment without parsing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pia_cli.core.errors import JobError
from pia_cli.document.decode import MAX_BYTES
from pia_cli.document.files import looks_like_assessment, read_bytes, read_pieces


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a: 1\r\n")
    assert read_bytes(path) == b"a: 1\r\n"


def test_a_sparse_giant_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "big.yaml"
    with path.open("wb") as file:
        file.truncate(1 << 30)
    assert len(read_bytes(path)) == MAX_BYTES + 1


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "無い.yaml"
    with pytest.raises(JobError, match="見つかりません") as caught:
        read_bytes(path)
    assert str(path) in caught.value.message


def test_a_directory_is_refused(tmp_path: Path) -> None:
    with pytest.raises(JobError, match="フォルダ"):
        read_bytes(tmp_path)


@pytest.mark.parametrize("name", ["あ" * 100, "d/" * 2100])
def test_a_name_that_is_too_long_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(JobError, match="名前が長すぎます"):
        read_bytes(tmp_path / name)


def test_a_file_in_pieces(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    for data in (b"", b"abc", b"abcdefg"):
        path.write_bytes(data)
        pieces = [data[at : at + 3] for at in range(0, len(data), 3)]
        assert list(read_pieces(path, 3)) == pieces


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFO here")
def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with pytest.raises(JobError, match="パイプ"):
        read_bytes(path)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no devices here")
def test_a_device_is_refused() -> None:
    with pytest.raises(JobError, match="装置"):
        read_bytes(Path("/dev/zero"))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_no_permission_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a: 1\n")
    path.chmod(0)
    with pytest.raises(JobError, match="権限"):
        read_bytes(path)


def test_an_impossible_path_is_refused() -> None:
    with pytest.raises(JobError, match="読めません"):
        read_bytes(Path("a\0b"))


@pytest.mark.parametrize(
    "text",
    [
        *("様式: 重点", "様式 : 重点", '"様式": x', "'様式':\n", "# 注\r\n様式: x\r\n"),
        *("a: 1\r様式: x", "{様式: x}", "\n  様式: x\n  評価書名: y\n", '{\n "様式": "x"}'),
    ],
)
@pytest.mark.parametrize(
    "codec",
    [
        *("utf-8", "utf-8-sig", "cp932", "euc_jp", "iso2022_jp"),
        *("utf-16", "utf-16-le", "utf-16-be", "utf-32"),
    ],
)
def test_an_assessment_is_recognised(text: str, codec: str) -> None:
    assert looks_like_assessment(text.encode(codec))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a: 1\n",
        "# c\n  a:\n    様式: x\n",
        "a:\n  様式: x\n",
        "{a: {様式: x}}",
        "様式の版: x\n",
        "様式名: x\n",
        "# 様式: x\n",
        "様式:x",
    ],
)
def test_other_yaml_is_not(text: str) -> None:
    assert not looks_like_assessment(text.encode())
    assert not looks_like_assessment(text.encode("utf-16-le"))


def test_an_assessment_that_is_indented_as_a_whole_is_recognised() -> None:
    text = "# 注釈\n\n# 注釈\n  様式: x\n  評価書番号: 1\n"
    for codec in ("utf-8", "cp932", "utf-16-le"):
        assert looks_like_assessment(text.encode(codec))
