"""``pia new``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.support import Run
from pia_cli.cli.new import QUESTIONS
from pia_cli.core.forbidden import FORBIDDEN
from pia_cli.document.emit import scalar_text
from pia_cli.document.nodes import Scalar
from pia_cli.document.reader import parse
from pia_cli.forms.choices import BoxesKind, ChoiceKind
from pia_cli.forms.registry import CURRENT
from pia_cli.forms.tree import outline
from pia_cli.rules.registry import rules_by_code


@pytest.fixture
def blank(run: Run) -> str:
    done = run("new")
    assert (done.code, done.err) == (0, "")
    return done.out


def findings(run: Run, text: str, *words: str) -> list[dict[str, str]]:
    done = run("validate", "-", "--format", "json", *words, stdin=text.encode())
    found: list[dict[str, str]] = json.loads(done.out)["diagnostics"]
    return found


def test_a_blank_document_is_a_valid_draft(run: Run, blank: str) -> None:
    found = findings(run, blank, "--stage", "案")
    assert {one["severity"] for one in found} == {"info"}
    assert run("validate", "-", "--stage", "案", stdin=blank.encode()).code == 0


def test_a_blank_document_only_has_blanks_to_fill(run: Run, blank: str) -> None:
    found = findings(run, blank)
    assert found
    assert all(rules_by_code()[one["code"]].blank for one in found)


def test_everything_of_the_form_is_there(blank: str) -> None:
    lines = [line.strip().removeprefix("- ") for line in blank.splitlines()]
    samples = [line.lstrip("# ").removeprefix("- ") for line in lines]  # of lists that may be []
    keys = {line.partition(":")[0] for line in [*lines, *samples]}
    comments = "\n".join(line for line in lines if line.startswith("#"))
    for place in outline(CURRENT.tree):
        field = place.field
        assert field.key in keys
        assert f"# {place.label}{' ※' if field.item.star else ''}" in comments
        if isinstance(field.kind, ChoiceKind | BoxesKind):
            for choice in field.kind.choices:
                assert choice in blank
    assert lines[0] == "# yaml-language-server: $schema=form3-r6-10.schema.json"


def test_the_commands_in_the_blank_work(
    run: Run, blank: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (command,) = (line for line in blank.splitlines() if "pia schema" in line)
    assert run(*command.partition("pia ")[2].split()).code == 0
    assert (tmp_path / blank.splitlines()[0].partition("schema=")[2]).is_file()


def test_output_file(run: Run, blank: str, tmp_path: Path) -> None:
    path = tmp_path / "国保.yaml"
    done = run("new", "-o", path)
    assert (done.code, done.out) == (0, "")
    assert f"{path} を作りました" in done.err
    assert path.read_text("utf-8") == blank


@pytest.mark.parametrize("kind", ["file", "dangling link", "folder"])
def test_what_exists_is_kept(run: Run, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "国保.yaml"
    if kind == "file":
        path.write_text("mine", "utf-8")
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to("nowhere")
    done = run("new", "--interactive", "-o", path)
    assert done.code == 2
    assert "は既にあります" in done.err
    assert "評価書番号" not in done.err  # refused before the first question


def test_force(run: Run, blank: str, tmp_path: Path) -> None:
    path = tmp_path / "国保.yaml"
    path.write_text("mine", "utf-8")
    assert run("new", "--force", "-o", path).code == 0
    assert path.read_text("utf-8") == blank


ANSWERS = [
    *("０", "12"),  # 評価書番号: refused, then taken
    '国保: "重点" # 評価書',
    "郡山市は、個人の権利利益の保護に取り組んでいることを宣言する。",
    "なし",
    "  郡山市長  ",
    *("あした", "令和8年2月30", "令和8年2月16日"),
    *("\x1b[31m", "国民健康保険"),
    *("6", "0", "9" * 5000, "30万", "5"),
    "",
    "システム用ファイル",
    "1",
    "2",
]


def test_interactive(run: Run) -> None:
    stdin = "\n".join(ANSWERS).encode() + b"\n"
    done = run("new", "--interactive", stdin=stdin)
    assert done.code == 0
    assert "\n評価書番号: 12\n" in done.out
    assert '\n評価書名: "国保: \\"重点\\" # 評価書"\n' in done.out
    assert "\n評価実施機関名: 郡山市長\n" in done.out
    assert "\n公表日: 令和8年2月16日\n" in done.out
    assert "対象人数: 30万人以上" in done.out
    assert "評価書番号（例: 24）: 「０」は" in done.err
    assert "「あした」は" in done.err
    assert "使えない文字" in done.err
    assert "「30万」は選択肢にありません。「30万人以上」のことですか？" in done.err
    assert "  5) 30万人以上" in done.err
    assert "Ⅰ-1-①事務の名称（例: 介護保険事務）: " in done.err
    found = findings(run, done.out, "--stage", "案", "--ignore", "C047,C049")
    assert {one["severity"] for one in found} == {"info"}


@pytest.mark.parametrize("choice", ["1", "2"])
def test_each_answer_gives_a_valid_draft(run: Run, choice: str) -> None:
    answers = ["", "", "", "", "", "", "", choice, choice, choice, choice, choice]
    assert len(answers) == len(QUESTIONS)
    done = run("new", "--interactive", stdin="\n".join(answers).encode() + b"\n")
    found = findings(run, done.out, "--stage", "案", "--ignore", "C047")  # 対象人数と本人の数
    assert {one["severity"] for one in found} == {"info"}


def test_blank_answers_give_the_blank_document(run: Run, blank: str) -> None:
    assert run("new", "--interactive", stdin=b"\r\n" * len(QUESTIONS)).out == blank


@pytest.mark.parametrize("stdin", [b"", b"12\nx\n", b"\xff\xfe\n"])
def test_an_end_of_the_answers_writes_nothing(run: Run, tmp_path: Path, stdin: bytes) -> None:
    path = tmp_path / "x.yaml"
    done = run("new", "--interactive", "-o", path, stdin=stdin)
    assert (done.code, done.out) == (3, "")
    assert "質問の途中で入力が終わりました" in done.err
    assert not path.exists()


@given(st.text(min_size=1).filter(lambda text: not FORBIDDEN.search(text)))
def test_a_written_scalar_is_read_back(text: str) -> None:
    parsed = parse(f"k: {scalar_text(text)}\n".encode("utf-8", "surrogatepass"), "x")
    assert parsed.root is not None
    node = parsed.root.get("k")
    assert isinstance(node, Scalar)
    assert node.value == text
