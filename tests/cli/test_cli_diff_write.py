"""``pia diff --write`` and ``--check``: what is written is clean, what was typed is checked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.support import EXAMPLE, FUTURE, ROOT, Done, Run, cells, with_set_aside_error
from compare.repository import Repo, needs_git, quiet_git

OLD = ROOT / "examples" / "koriyama_kaigo_r3.yaml"
HEAD = "様式: 重点項目評価書\n様式の版: 令和6年10月\n公表日: 令和8年{}月1日\n"
AFFAIR = """基本情報:
  個人番号の利用:
    法令上の根拠: {}  # 根拠
  評価実施機関における担当部署:
    部署: {}
"""
BOXES = """特定個人情報ファイルの概要:
- 特定個人情報ファイル名: 介護ファイル
  特定個人情報の入手・使用:
    入手方法: [紙, {}]
"""
LOG = """変更箇所:
    -   変更日: "令和8年1月1日"   # 最初の行
        項目: "公表日"
        変更前の記載:
        変更後の記載: "令和8年1月1日"
        提出時期: "事後"
        提出時期に係る説明:
# 終わり
"""
BEFORE = HEAD.format(1) + AFFAIR.format("番号法第9条第1項 別表第一の68の項", "介護課") + LOG
AFTER = HEAD.format(2) + AFFAIR.format("番号法第9条第1項 別表の100の項", "介護保険課") + LOG


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    quiet_git(monkeypatch, tmp_path)


@pytest.fixture
def versions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "旧.yaml").write_bytes(BEFORE.replace("\n", "\r\n").encode())
    (tmp_path / "新.yaml").write_bytes(AFTER.replace("\n", "\r\n").encode())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def codes(done: Done) -> list[str]:
    return [found["code"] for found in json.loads(done.out)["diagnostics"]]


def check(run: Run, *words: str | Path) -> Done:
    return run("diff", "--check", "--format", "json", *words)


def test_rows_are_written_in_the_documents_own_style(run: Run, versions: Path) -> None:
    done = run("diff", "--write", "旧.yaml", "新.yaml")
    assert done.code == 0
    assert "新.yaml: 変更箇所に 2 行を書き足しました" in done.err
    assert "※の 1 行は提出時期が空欄です" in done.err
    rows = """    -   変更日: "令和8年2月1日"
        項目: "Ⅰ-4 法令上の根拠"
        変更前の記載: "番号法第9条第1項 別表第一の68の項"
        変更後の記載: "番号法第9条第1項 別表の100の項"
        提出時期:
        提出時期に係る説明:
    -   変更日: "令和8年2月1日"
        項目: "Ⅰ-6-①部署"
        変更前の記載: "介護課"
        変更後の記載: "介護保険課"
        提出時期: "事後"
        提出時期に係る説明:
"""
    wanted = AFTER.replace("# 終わり\n", f"{rows}# 終わり\n").replace("\n", "\r\n")
    assert (versions / "新.yaml").read_bytes() == wanted.encode()


def test_rows_already_there_are_not_repeated(run: Run, versions: Path) -> None:
    run("diff", "--write", "旧.yaml", "新.yaml")
    written = (versions / "新.yaml").read_bytes()
    done = run("diff", "--write", "旧.yaml", "新.yaml")
    assert done.code == 0
    assert "書き足す行はありません" in done.err
    assert "書き足した行: ありません（対象の 2 行は変更箇所に既にあります）" in done.out
    assert "条件に合う変更はありません" not in done.out
    assert (versions / "新.yaml").read_bytes() == written


def test_nothing_is_written_beside_a_row_that_cannot_be_read(run: Run, versions: Path) -> None:
    """The item of a row is a list: it may be the row of what changed."""
    run("diff", "--write", "旧.yaml", "新.yaml")
    text = (versions / "新.yaml").read_bytes().replace('"Ⅰ-6-①部署"'.encode(), "[Ⅰ-6-①]".encode())
    (versions / "新.yaml").write_bytes(text)
    done = run("diff", "--write", "旧.yaml", "新.yaml")
    assert done.code == 3
    assert (
        "pia: 新.yaml の別添2-3 項目が読めないため、どの行がまだないか分からず、"
        "書き足せません（23 行目）\n"
        "  対処: 一つの文章に直してから、もう一度実行してください\n"
    ) in done.err
    assert (versions / "新.yaml").read_bytes() == text
    assert codes(check(run, "旧.yaml", "新.yaml")) == ["H001", "H005"]


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("項目: [Ⅰ-6-①]", ["H001", "H005"]),
        ("変更前の記載: [介護課]", ["H002"]),
        ("変更後の記載: [介護保険課]", ["H003"]),
    ],
)
def test_a_table_that_cannot_be_read_does_not_pass(
    run: Run, versions: Path, cell: str, found: list[str]
) -> None:
    run("diff", "--write", "旧.yaml", "新.yaml")
    key = cell.partition(":")[0]
    head, _, tail = (versions / "新.yaml").read_text("utf-8").rpartition(f"{key}:")
    (versions / "新.yaml").write_text(f"{head}{cell}\n{tail.partition(chr(10))[2]}", "utf-8")
    done = check(run, "-q", "旧.yaml", "新.yaml")
    assert (done.code, codes(done)) == (1, found)


def test_a_row_of_a_box_that_the_form_does_not_have_is_not_repeated(
    run: Run, versions: Path
) -> None:
    for name, month in (("旧.yaml", 1), ("新.yaml", 2)):
        text = HEAD.format(month) + BOXES.format(
            "専用線" if month == 1 else "フラッシュメモリ、甲乙"
        )
        (versions / name).write_text(text, "utf-8")
    run("diff", "--write", "旧.yaml", "新.yaml")
    written = (versions / "新.yaml").read_bytes()
    assert "[○]フラッシュメモリ、甲乙" in written.decode()
    assert "書き足す行はありません" in run("diff", "--write", "旧.yaml", "新.yaml").err
    assert (versions / "新.yaml").read_bytes() == written
    assert codes(check(run, "旧.yaml", "新.yaml")) == []


@pytest.mark.parametrize("name", ["介護課", "空欄から"])
@pytest.mark.parametrize("date", ["令和8年1月1日", "令和7年4月1日"])
def test_rows_of_a_date_not_yet_brought_up_to_date_are_not_repeated(
    run: Run, versions: Path, name: str, date: str
) -> None:
    """公表日 is that of the old version, and a row may have 空欄 on one side."""
    old = BEFORE if name == "介護課" else BEFORE.replace("部署: 介護課", "部署:")
    (versions / "旧.yaml").write_text(old, "utf-8")
    (versions / "新.yaml").write_text(AFTER.replace("年2月", "年1月"), "utf-8")
    words = ("--date", date, "旧.yaml", "新.yaml")
    done = run("diff", "--write", *words)
    assert "変更箇所に 2 行を書き足しました" in done.err
    assert "変更日（" in done.err
    written = (versions / "新.yaml").read_bytes()
    assert "書き足す行はありません" in run("diff", "--write", *words).err
    assert (versions / "新.yaml").read_bytes() == written
    assert codes(check(run, "旧.yaml", "新.yaml")) == []


def test_quiet_writes_without_notes_and_summary(run: Run, versions: Path) -> None:
    (versions / "新.yaml").write_text(AFTER.replace("年2月", "年1月"), "utf-8")
    words = ("diff", "--write", "-q", "旧.yaml", "新.yaml")
    done = run(*words)
    assert (done.code, done.err) == (0, "")
    assert (versions / "新.yaml").read_text("utf-8").count("変更日:") == 3
    assert run(*words).err == ""
    assert "pia: " in run("diff", "--write", "-q", "旧.yaml", "ない.yaml").err


def test_validate_asks_for_the_decision_that_write_leaves_open(run: Run, versions: Path) -> None:
    run("diff", "--write", "旧.yaml", "新.yaml")
    done = run("validate", "--format", "json", "--select", "F011", "新.yaml")
    found = [one["item"] for one in json.loads(done.out)["diagnostics"]]
    assert "別添2-2 提出時期" in found
    assert "別添2-3 提出時期" not in found


def test_timing_and_reason_are_written_into_rows_with_a_star(run: Run, versions: Path) -> None:
    run("diff", "--write", "--timing", "事後", "--reason", "条ずれ", "旧.yaml", "新.yaml")
    text = (versions / "新.yaml").read_bytes().decode()
    assert text.count('提出時期に係る説明: "条ずれ"') == 1
    assert "提出時期:\r\n" not in text.split("Ⅰ-4")[1]


@pytest.mark.parametrize(
    ("answers", "timing", "reason"),
    [
        ("2\n1\n", "事後", "法令の改正に伴う条項の移動等の形式的な変更であるため"),
        ("1\n根拠が加わるため\n", "事前", "根拠が加わるため"),
        ("9\n事後\n\n", "事後", ""),
        ("\n", "", ""),
    ],
)
def test_interactive_asks_for_rows_with_a_star(
    run: Run, versions: Path, answers: str, timing: str, reason: str
) -> None:
    done = run("diff", "--write", "--interactive", "旧.yaml", "新.yaml", stdin=answers.encode())
    assert done.code == 0
    assert "※ Ⅰ-4 法令上の根拠" in done.err
    row = (versions / "新.yaml").read_bytes().decode().split("Ⅰ-4 法令上の根拠")[1]
    said = dict(
        line.strip().split(":", 1) for line in row.split("-   変更日")[0].split("\r\n")[3:5]
    )
    assert said["提出時期"].strip(' "') == timing
    assert said["提出時期に係る説明"].strip(' "') == reason


def test_interactive_without_an_answer_writes_nothing(run: Run, versions: Path) -> None:
    before = (versions / "新.yaml").read_bytes()
    done = run("diff", "--write", "--interactive", "旧.yaml", "新.yaml")
    assert done.code == 3
    assert "何も書き込んでいません" in done.err
    assert (versions / "新.yaml").read_bytes() == before


@needs_git
def test_write_then_check_is_clean_and_git_sees_only_added_lines(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo = Repo.create(tmp_path / "文書")
    repo.write("介護.yaml", BEFORE)
    repo.commit("初版")
    repo.write("介護.yaml", AFTER)
    repo.commit("本文を改める")
    monkeypatch.chdir(repo.top)
    assert codes(check(run, "HEAD~1", "介護.yaml")) == ["H001", "H001"]
    assert run("diff", "--write", "HEAD~1", "介護.yaml").code == 0
    assert codes(check(run, "HEAD~1", "介護.yaml")) == []
    added, removed, _ = repo.run("diff", "--numstat").split("\t")
    assert (added, removed) == ("12", "0")


def test_the_real_log_lacks_two_rows_and_breaks_a_chain(run: Run, tmp_path: Path) -> None:
    done = check(run, OLD, EXAMPLE)
    assert done.code == 1
    found = [(one["code"], one["item"], one["line"]) for one in json.loads(done.out)["diagnostics"]]
    assert found == [
        ("H001", "Ⅱ-5-提供先1 提供先", 172),
        ("H001", "Ⅱ-5-提供先1-②提供先における用途", 174),
        ("H007", "別添2-20 変更前の記載", 815),
    ]
    mended = tmp_path / "koriyama.yaml"
    mended.write_bytes(EXAMPLE.read_bytes())
    assert run("diff", "--write", OLD, mended).code == 0
    done = check(run, OLD, mended)
    assert (done.code, codes(done)) == (0, ["H007"])
    old_lines, new_lines = (path.read_bytes().splitlines() for path in (EXAMPLE, mended))
    rest = iter(new_lines)
    assert all(line in rest for line in old_lines)
    assert len(new_lines) - len(old_lines) == 12


def test_check_has_the_formats_and_exit_codes_of_validate(run: Run, versions: Path) -> None:
    done = run("diff", "--check", "--format", "concise", "旧.yaml", "新.yaml")
    assert done.code == 1
    assert done.out.startswith("新.yaml:6:13: error[H001] Ⅰ-4 法令上の根拠: ")
    assert "1 ファイルを検査: エラー 2" in done.err
    text = run("diff", "--check", "旧.yaml", "新.yaml").out
    assert "対処: 「Ⅰ-4 法令上の根拠」の行を書き足してください" in text
    assert "説明: pia explain H001" in text
    assert run("diff", "--check", "旧.yaml", "旧.yaml").code == 0
    target = versions / "結果.json"
    assert run("diff", "--check", "--format", "json", "-o", target, "旧.yaml", "新.yaml").code == 1
    assert json.loads(target.read_text("utf-8"))["summary"]["errors"] == 2


REFUSED = [
    (("旧.yaml", "-"), "<stdin> には書き足せません", 2),
    (("旧.yaml", "新.yaml", "-o", "新.yaml"), "-o に 新.yaml は使えません", 2),
]


@pytest.mark.parametrize(("words", "message", "code"), REFUSED, ids=lambda value: str(value))
def test_write_needs_a_file_of_its_own(
    run: Run, versions: Path, words: tuple[str, ...], message: str, code: int
) -> None:
    before = (versions / "新.yaml").read_bytes()
    done = run("diff", "--write", *words, stdin=AFTER.encode())
    assert done.code == code
    assert message in done.err
    assert (versions / "新.yaml").read_bytes() == before


FLOW = AFTER.replace(LOG, "変更箇所: [{変更日: 令和8年1月1日, 項目: 公表日}]\n")
UNDATED = AFTER.replace("公表日: 令和8年2月1日\n", "公表日:\n")
FOREIGN = AFTER.replace("重点項目評価書", "全項目評価書")
MISSPELT = AFTER.replace("変更箇所:", "変更個所:")


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        (FLOW, 3, "変更箇所"),
        (UNDATED, 2, "--date で変更日を指定してください"),
        (FOREIGN, 3, "様式を知らないため、書き足せません"),
        (MISSPELT, 3, "「変更箇所」のキーが「変更個所」と書かれているため、行を書き足せません"),
        (AFTER + "公表日: 令和8年3月1日\n", 3, "公表日"),
    ],
    ids=["flow", "undated", "foreign", "misspelt", "twice"],
)
def test_write_refuses_what_it_cannot_do_without_harm(
    run: Run, versions: Path, text: str, code: int, message: str
) -> None:
    (versions / "新.yaml").write_text(text, "utf-8")
    done = run("diff", "--write", "旧.yaml", "新.yaml")
    assert done.code == code
    assert message in done.err
    assert (versions / "新.yaml").read_text("utf-8") == text


def test_a_document_changed_meanwhile_is_not_overwritten(
    run: Run, versions: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pia_cli.compare import write

    real = write.with_rows

    def slow(*arguments: object) -> bytes:
        (versions / "新.yaml").write_text("誰かの書いたもの\n", "utf-8")
        return real(*arguments)  # type: ignore[arg-type]  # the same arguments

    monkeypatch.setattr(write, "with_rows", slow)
    done = run("diff", "--write", "旧.yaml", "新.yaml")
    assert done.code == 3
    assert "読んだ後に変更された" in done.err
    assert (versions / "新.yaml").read_text("utf-8") == "誰かの書いたもの\n"


@pytest.mark.parametrize("output", ["無い/表.md", "介護.yaml", ".", "表.docx", "表.csv/表.csv"])
def test_write_leaves_the_document_where_the_output_fails(
    run: Run, versions: Path, output: str
) -> None:
    (versions / "介護.yaml").write_text(AFTER, "utf-8")
    (versions / "表.csv").write_text("", "utf-8")
    before = (versions / "新.yaml").read_bytes()
    asked = run("diff", "--write", "--interactive", "旧.yaml", "新.yaml", "-o", output)
    assert "提出時期" not in asked.err
    done = run("diff", "--write", "旧.yaml", "新.yaml", "-o", output)
    assert done.code in (2, 3)
    assert output in done.err or "フォルダ" in done.err
    assert (versions / "新.yaml").read_bytes() == before
    assert (versions / "介護.yaml").read_text("utf-8") == AFTER
    assert not list(versions.glob("**/.pia-*"))


def test_the_output_is_not_written_where_the_document_fails(
    run: Run, versions: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pia_cli.cli import diff_write
    from pia_cli.core.errors import JobError

    def fail(*_: object, **__: object) -> None:
        raise JobError("書けません")

    monkeypatch.setattr(diff_write, "replace_unchanged", fail)
    assert run("diff", "--write", "旧.yaml", "新.yaml", "-o", "表.md").code == 3
    assert sorted(path.name for path in versions.iterdir()) == ["新.yaml", "旧.yaml"]


def test_interactive_shows_what_is_to_be_decided(run: Run, versions: Path) -> None:
    text = "".join(f"第{number}号に掲げる事務を行う。" for number in range(9))
    (versions / "旧.yaml").write_text(BEFORE.replace("番号法", text + "番号法"), "utf-8")
    done = run("diff", "--write", "--interactive", "旧.yaml", "新.yaml", stdin=b"1\n\n")
    assert f"  変更前: {text}番号法第9条第1項 別表第一の68の項\n" in done.err
    assert "1〜1" not in done.err
    assert "（空のままなら後で書く）" in done.err


@pytest.mark.parametrize("at", [0, 7, 20])
@pytest.mark.parametrize("gone", [False, True])
def test_a_sentence_more_is_excerpted_on_both_sides_and_told(
    run: Run, versions: Path, at: int, gone: bool
) -> None:
    texts = [f"{number}番目の措置を講じ、その記録を保管する。" for number in range(20)]
    shorter, longer = "".join(texts), "".join([*texts[:at], "監査も行う。", *texts[at:]])
    both = (longer, shorter) if gone else (shorter, longer)
    for name, text, other in zip(("旧.yaml", "新.yaml"), both, (BEFORE, AFTER), strict=True):
        document = other.replace("公表日:", f"特記事項: {text}\n公表日:", 1)
        (versions / name).write_text(document, "utf-8")
    done = run("diff", "旧.yaml", "新.yaml", "--format", "json", "--section", "表紙")
    (row,) = json.loads(done.out)["documents"][0]["rows"]
    assert all(0 < len(row[side]) < 80 for side in ("before", "after"))
    assert run("diff", "--write", "旧.yaml", "新.yaml").code == 0
    assert codes(check(run, "旧.yaml", "新.yaml")) == []


def test_a_blank_entry_that_went_is_no_row(run: Run, tmp_path: Path) -> None:
    """It was written again on every run: nothing in such a row told what it was about."""
    head = "様式: 重点項目評価書\n様式の版: 令和6年10月\n特定個人情報ファイルの概要:\n"
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    entry = "  - 特定個人情報ファイル名: 介護\n"
    old.write_text(f"{head}  -\n{entry}", "utf-8")
    new.write_text(head + entry, "utf-8")
    done = run("diff", "--write", old, new, "--date", "令和9年1月1日")
    assert done.code == 0
    assert "書き足す行はありません" in done.err
    assert new.read_text("utf-8") == head + entry


@pytest.mark.parametrize("command", ["validate", "diff", "write"])
def test_lines_on_stderr_are_parted_in_a_terminal_alone(
    run: Run, versions: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    (versions / "抑制.yaml").write_text(with_set_aside_error(FUTURE), "utf-8")
    words = {
        "validate": ("validate", "--show-suppressed", "抑制.yaml"),
        "diff": ("diff", "旧.yaml", "新.yaml", "--date", "令和7年1月1日"),
        "write": ("diff", "--write", "旧.yaml", "新.yaml"),
    }[command]
    new = (versions / "新.yaml").read_bytes()
    whole = run(*words).err
    (versions / "新.yaml").write_bytes(new)
    monkeypatch.setenv("COLUMNS", "60")
    narrow = run(*words).err
    assert max(map(cells, narrow.splitlines())) <= 60 < max(map(cells, whole.splitlines()))
    assert "".join(narrow.split()) == "".join(whole.split())
    later = [line for line in narrow.splitlines() if line.startswith(" ")]
    assert command == "write" or all(line.startswith(" " * 6) for line in later)


@pytest.mark.parametrize(
    "words", [("validate", ROOT / "examples" / "broken.yaml"), ("diff", "--check", OLD, EXAMPLE)]
)
def test_advice_is_parted_in_a_terminal_alone_and_places_never(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str | Path, ...]
) -> None:
    whole = run(*words).out
    monkeypatch.setenv("COLUMNS", "60")
    narrow = run(*words).out
    places = [line for line in whole.splitlines() if line[:1].strip() or " = 関連: " in line]
    told = [line for line in narrow.splitlines() if "|" in line or line not in places]
    assert max(map(cells, told)) <= 60
    assert {line for line in places if "|" not in line} <= set(narrow.splitlines())
    assert " = 対処: " in narrow
    file = tmp_path / "指摘.txt"
    run(*words, "-o", file)
    assert file.read_text("utf-8") == whole
    assert max(map(cells, run(*words, "--format", "concise").out.splitlines())) > 60
