"""pia.toml: where it is found, what it may say, and how the command line overrides it."""

from __future__ import annotations

import json
import os
import tomllib
from pathlib import Path

import pytest

from pia_cli.__main__ import main
from pia_cli.config.find import Found, find, line_of, read
from pia_cli.config.globs import matches
from pia_cli.config.model import EXAMPLES, KEYS, ConfigFile
from pia_cli.config.settings import DEFAULTS

BASE = Path(__file__).parents[1] / "cases" / "positive" / "base.yaml"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository in which a document has an error F011 in line 3."""
    (tmp_path / ".git").mkdir()
    text = BASE.read_text("utf-8").replace("評価書番号: 12\n", "評価書番号:\n", 1)
    (tmp_path / "国保.yaml").write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def counts(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, int]]:
    """The exit code and the summary of ``pia validate``."""
    capsys.readouterr()
    code = main(["validate", "--today", "2025-04-01", "--format", "json", "-q", *words])
    return code, json.loads(capsys.readouterr().out)["summary"]


def refusal(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """The one message of a command that ends with 2."""
    capsys.readouterr()
    assert main([*words]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("pia: ") == 1
    return err


def test_rules_of_two_versions_alone_are_no_check_of_one(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """H001 to H007 compare; a check of one document for them would always be green."""
    said = refusal(capsys, "validate", "--select", "H002,H001", "国保.yaml")
    assert "--select の H001, H002 は二つの版を比べる規則です" in said
    assert "対処: pia diff --check 旧版 新版 で" in said
    assert counts(capsys, "--select", "H001,F011")[0] == 1
    (here / "pia.toml").write_text('select = ["H001"]', "utf-8")
    capsys.readouterr()
    assert main(["validate", "国保.yaml"]) == 0
    assert "注意: 設定の select の H001 は二つの版を" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('fail-on = "warnin"', "pia.toml:2: fail-on に「warnin」は使えません。「warning」のこと"),
        ('failon = "error"', "pia.toml:2: 「failon」という設定はありません。「fail-on」のこと"),
        ('[tool.pia]\nfail-on = "error"', "pia.toml:2: 「tool」という設定はありません"),
        ('select = ["F99"]', "pia.toml:2: select.1 件目: 「F99」という規則はありません"),
        ('select = [\n  "F",\n  "item-blanc"\n]', "「item-blank」のことですか？"),
        ("select = []", "pia.toml:2: select: リストが空です"),
        ('select = "F"', "select にはリスト（[ ] で囲む）を書きます"),
        ('ignore = ["F"]', 'ignore = { D002 = "古い表のため" }'),
        ('stage = "公表"\n[ignore]\n# 注\nD002 = " "', "pia.toml:5: ignore.D002: 除外の理由"),
        ('ignore = { F = "" }', '対処: F = "理由" のように理由を書いてください'),
        ('ignore = { Y010 = "理由" }', "「Y010」（同じキーが二度ある）は、設定では除外も変更も"),
        ('[severity]\nP = "info"', "pia.toml:3: severity.P: 「P」は「P001」"),
        ('severity = { D002 = "eror" }', "「error」のことですか？"),
        ('per-file-ignores = { "a" = ["Y"] }', "「Y」は「Y001」"),
        ('per-file-ignores = { "" = ["D"] }', "ファイルの名前が空です"),
        ("ambiguous-width = 3", "ambiguous-width: 3 は使えません"),
        ("ambiguous-width = true", "ambiguous-width には数を書きます"),
        ("ambiguous_width = 3", "pia.toml:2: ambiguous_width: 3 は使えません"),
        ('ambiguous_width = "2"', "例: ambiguous-width = 2"),
        ("ambiguous = 2", "「ambiguous」という設定はありません。「ambiguous-width」のこと"),
        ('fail_on = "error"', "「fail_on」という設定はありません。「fail-on」のことですか？"),
        ('baseline = ""', "baseline: ファイルの名前が空です"),
        ("a = 1\nb = 2", "「a」という設定はありません（ほかに 1 件）"),
        ('fail-on = "error"\nfail-on = "info"', "同じ設定が二度あります"),
        ("fail-on = error", "pia.toml:2:11: TOML として読めません（値が読めません）"),
        ('fail-on "error"', "キーの後に「=」がありません"),
        ("select = [", "TOML として読めません"),
        ('select = ["F"\nfail-on = "info"', "「[」が閉じられていません。2 行目の「select」から"),
        ('[ignore\nD002 = "x"', "pia.toml:2:8: TOML として読めません（表の見出しに「]」が"),
        ('fail-on = "info', '文字の終わりに " を書いてください'),
        ("fail-on = 'info", "文字の終わりに ' を書いてください"),
        ("fail-on = “info”", "（全角の「“」があります）"),
        ('fail-on ＝ "info"', "= に直してください"),
        ('select = ["F"、"D"]', ", に直してください"),
        ('ignore = { D002 = "x"', "「{」が閉じられていません"),
        ('select = ["F"]]', "値の後に余分なものがあります"),
        ('[tool.pia]\nfail-on = "info"', "[tool.pia] を付けず"),
        (f"select = {'[' * 5000}", "TOML として読めません"),
        (f"ambiguous-width = {'1' * 5000}", "TOML として読めません"),
    ],
)
def test_a_fault_is_one_message_with_its_place(
    here: Path, capsys: pytest.CaptureFixture[str], text: str, says: str
) -> None:
    (here / "pia.toml").write_text(f"# 設定\n{text}\n", "utf-8")
    for command in ("validate", "config"):
        assert says in refusal(capsys, command)


def test_what_cannot_be_read_is_refused(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "ファイルが見つかりません: nix.toml" in refusal(capsys, "config", "--config", "nix.toml")
    (here / "pia.toml").write_bytes("\n設定 = 1".encode("cp932"))
    assert "pia.toml:2: 設定ファイルの文字コードが UTF-8 ではありません" in refusal(
        capsys, "config"
    )
    (here / "pia.toml").unlink()
    (here / "pia.toml").symlink_to("nix.toml")
    assert "設定ファイルを読めません。ファイルが見つかりません: pia.toml" in refusal(
        capsys, "validate"
    )
    (here / "pia.toml").unlink()
    (here / "pia.toml").write_bytes(b"#" * (1024 * 1024 + 1))
    assert "大きすぎます" in refusal(capsys, "config")
    said = refusal(capsys, "config", "--config", "pia.toml", "--no-config")
    assert "一緒に使えません" in said
    assert main(["config", "--no-config"]) == 0


def test_the_nearest_file_upward_counts(here: Path) -> None:
    deep = here / "課" / "係"
    deep.mkdir(parents=True)
    assert find(deep) is None
    (here / "pyproject.toml").write_text('[tool.pia]\nstage = "案"\n', "utf-8")
    found = find(deep)
    assert found
    assert (found.path.name, found.table) == ("pyproject.toml", {"stage": "案"})
    assert line_of(found, ("stage",)) == 2
    (here / "pia.toml").write_text("", "utf-8")
    found = find(deep)
    assert found
    assert found.path.name == "pia.toml"
    (here / "課" / "pyproject.toml").write_text('[project]\nname = "pia"\n', "utf-8")
    assert (found := find(deep))
    assert found.path.name == "pia.toml"
    (deep / ".git").write_text("gitdir: x\n", "utf-8")
    assert find(deep) is None


def test_a_broken_pyproject_of_others_is_passed_over(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "pyproject.toml").write_text("[tool.other]\npia = \n", "utf-8")
    assert find(here) is None
    (here / "pyproject.toml").write_text("[tool.pia]\nstage = \n", "utf-8")
    assert "pyproject.toml:2:" in refusal(capsys, "config")
    (here / "pyproject.toml").write_text("[tool.pia]\nstage = \n", "utf-8-sig")
    assert "pyproject.toml:2:" in refusal(capsys, "config")
    (here / "pyproject.toml").write_text("[tool]\npia = 1\n", "utf-8")
    assert "pyproject.toml:2: tool.pia が、設定を書く一つの表" in refusal(capsys, "config")
    (here / "pyproject.toml").write_text('[project]\nname = "x"\n[[tool.pia]]\n', "utf-8")
    assert "pyproject.toml:3: tool.pia が" in refusal(capsys, "config")
    (here / "pyproject.toml").write_text("[tool.other]\n", "utf-8")
    said = refusal(capsys, "config", "--config", "pyproject.toml")
    assert "[tool.pia] がありません" in said


@pytest.mark.parametrize(
    "data",
    [
        '[project]\nname = "国保"\n'.encode("cp932"),
        "[tool.other]\npia = 1\n# 国保\n".encode("cp932"),
        b"# " + b"x" * 1024 * 1024,
        b"# pia " + b"x" * 1024 * 1024,
    ],
    ids=["cp932", "cp932 with pia", "large", "large with pia"],
)
def test_a_pyproject_of_others_that_cannot_be_read_is_passed_over(here: Path, data: bytes) -> None:
    (here / "pyproject.toml").write_bytes(data)
    assert find(here) is None
    assert main(["validate", "-q"]) == 1


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_a_pyproject_that_may_not_be_read_is_passed_over_unless_it_is_named(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "pyproject.toml").touch(0)
    assert find(here) is None
    assert "設定ファイルを読めません" in refusal(capsys, "config", "--config", "pyproject.toml")


def test_the_option_of_a_file_does_not_ask_whether_it_may_be_read(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Typer would, and say nothing of the file; an output need not be readable."""
    (here / "pia.toml").write_text('stage = "案"', "utf-8")
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert main(["config", "--config", "pia.toml"]) == 0


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (
            '[tool.pia]\nstage = "案"\n'.encode("cp932"),
            "pyproject.toml:2: 設定ファイルの文字コード",
        ),
        (
            '[tool.pia]\nstage = "案"\n'.encode("utf-16"),
            "pyproject.toml:1: 設定ファイルの文字コード",
        ),
        (b"[tool.pia]\n# " + b"x" * 1024 * 1024, "設定ファイルが大きすぎます"),
    ],
    ids=["cp932", "utf-16", "large"],
)
def test_a_pyproject_of_ours_must_be_readable(
    here: Path, capsys: pytest.CaptureFixture[str], data: bytes, says: str
) -> None:
    (here / "pyproject.toml").write_bytes(data)
    assert says in refusal(capsys, "validate")


def test_lines_are_those_of_the_statement(tmp_path: Path) -> None:
    path = tmp_path / "pia.toml"
    path.write_text(
        '# 一\n\nselect = [\n  "F",\n]\n\n[ignore]\n# 注\n"D002" = """\nx"""\n', "utf-8"
    )
    found = read(path)
    assert [line_of(found, key) for key in (("select",), ("select", 0))] == [3, 3]
    assert [line_of(found, key) for key in (("ignore",), ("ignore", "D002"))] == [7, 9]


TRICKY = """\
# [ignore]
a.b = 1
'c d' = [  # [x]
  "]", '"',
  # ]
]
x = \"""
[ignore]
y = 1\u2028"]
\"""

  [ tool . 'pia' ]  # a table
select = ["F"]
e = { f = { g = [
1 ] } }
h.i.j.k = 1

[[many]]
l = 1
[[many]]
m = \'\'\'\'\'\'
[tool.pia.ignore]
D002 = \'\'\'
[z]\'\'\'
"""


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (("a", "b"), 2),
        (("c d",), 3),
        (("x",), 7),
        (("ignore",), 1),
        (("tool",), 12),
        (("tool", "pia"), 12),
        (("tool", "pia", "select"), 13),
        (("tool", "pia", "select", 0), 13),
        (("tool", "pia", "e"), 14),
        (("tool", "pia", "e", "f"), 14),
        (("tool", "pia", "h", "i"), 16),
        (("many",), 18),
        (("many", "m"), 21),
        (("tool", "pia", "ignore"), 22),
        (("tool", "pia", "ignore", "D002"), 23),
        (("z",), 1),
    ],
)
def test_lines_of_tricky_statements(keys: tuple[str | int, ...], line: int) -> None:
    found = Found(Path("pia.toml"), TRICKY, tomllib.loads(TRICKY))
    assert line_of(found, keys) == line


def test_keys_without_end_are_no_more_work_than_others() -> None:
    deep = ".".join("a" * 1000)
    text = f"[{deep}]\nb = 1\n[c]\n{deep} = 1\nd = 1\n"
    assert line_of(Found(Path("pia.toml"), text, {}), ("c", "d")) == 5


@pytest.mark.parametrize(
    ("text", "words", "code", "errors", "ignored"),
    [
        ("", (), 1, 1, 0),
        ('ignore = { F011 = "作成中" }', (), 0, 0, 1),
        ('ignore = { item-blank = "作成中" }', (), 0, 0, 1),
        ('ignore = { F011 = "作成中" }', ("--select", "F"), 1, 1, 0),
        ('ignore = { F011 = "作成中" }', ("--no-config",), 1, 1, 0),
        ('select = ["D"]', (), 0, 0, 1),
        ('select = ["D"]', ("--select", "F011"), 1, 1, 0),
        ('select = ["F"]', ("--ignore", "F011"), 0, 0, 1),
        ('per-file-ignores = { "国保.yaml" = ["F"] }', (), 0, 0, 1),
        ('per-file-ignores = { "介護.yaml" = ["F"] }', (), 1, 1, 0),
        ('severity = { F011 = "info" }', (), 0, 0, 0),
        ('severity = { F011 = "info" }', ("--fail-on", "info"), 1, 0, 0),
        ('severity = { F = "info", F011 = "error" }', (), 1, 1, 0),
        ('fail-on = "info"\nseverity = { F011 = "info" }', (), 1, 0, 0),
        ('fail-on = "info"\nseverity = { F011 = "info" }', ("--fail-on", "error"), 0, 0, 0),
        ('stage = "案"', (), 0, 0, 0),
        ('stage = "案"\nseverity = { F011 = "error" }', (), 0, 0, 0),
        ('stage = "案"', ("--stage", "公表"), 1, 1, 0),
    ],
)
def test_settings_and_the_command_line(
    here: Path,
    capsys: pytest.CaptureFixture[str],
    text: str,
    words: tuple[str, ...],
    code: int,
    errors: int,
    ignored: int,
) -> None:
    (here / "pia.toml").write_text(text, "utf-8")
    found, summary = counts(capsys, *words)
    assert (found, summary["errors"], summary["ignored"]) == (code, errors, ignored)


def test_globs_are_relative_to_the_configuration(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "課").mkdir()
    (here / "国保.yaml").rename(here / "課" / "国保.yaml")
    (here / "pia.toml").write_text('per-file-ignores = { "課/" = ["F"] }', "utf-8")
    assert counts(capsys)[0] == 0
    monkeypatch.chdir(here / "課")
    assert counts(capsys)[0] == 0


def test_globs_mean_a_file_by_whatever_way_it_is_told(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    top, link = here / "真", here / "鎖"
    (top / "課").mkdir(parents=True)
    link.symlink_to("真")
    name = "\u30ab\u3099ん検診.yaml"  # as macOS spells it
    (here / "国保.yaml").rename(top / "課" / name)
    (top / "pia.toml").write_text('per-file-ignores = { "課/ガん検診.yaml" = ["F"] }', "utf-8")
    monkeypatch.chdir(link)
    told = link / "課" / name
    for words in ((), (str(told),), (str(told), "--config", str(link / "pia.toml"))):
        assert counts(capsys, *words)[0] == 0
    assert counts(capsys, "--config", str(link / "pia.toml"), "課")[0] == 0


@pytest.mark.parametrize(
    ("pattern", "path", "meant"),
    [
        ("*.yaml", "課/国保.yaml", True),
        ("国保.yaml", "課/係/国保.yaml", True),
        ("課/*.yaml", "課/国保.yaml", True),
        ("課/*.yaml", "課/係/国保.yaml", False),
        ("課/**/*.yaml", "課/国保.yaml", True),
        ("課/**", "課/係/国保.yaml", True),
        ("課/", "課/係/国保.yaml", True),
        ("**/係/*", "課/係/国保.yaml", True),
        ("./課/国?.yaml", "課/国保.yaml", True),
        ("/国保.yaml", "課/国保.yaml", False),
        ("課", "課/国保.yaml", False),
        ("国保.yaml+", "国保.yaml", False),
        ("\u30ab\u3099*.yaml", "\u30acん検診.yaml", True),
    ],
)
def test_globs(pattern: str, path: str, meant: bool) -> None:
    assert matches(pattern, path) is meant


@pytest.mark.parametrize("name", ["ambiguous-width", "ambiguous_width"])
def test_ambiguous_width_moves_the_carets(
    here: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    text = BASE.read_text("utf-8").replace("公表日: 令和7年3月28日", "※公表日: 令和7年3月28日", 1)
    (here / "国保.yaml").write_text(text, "utf-8")

    def carets() -> list[str]:
        capsys.readouterr()
        main(["validate", "--today", "2025-04-01"])
        out = capsys.readouterr().out
        return [line for line in out.splitlines() if "^" in line and "※" not in line]

    narrow = carets()
    (here / "pia.toml").write_text(f"\n{name} = 2", "utf-8")
    assert len(carets()[0]) == len(narrow[0]) + 1
    assert main(["config"]) == 0
    assert "\nambiguous-width = 2  # pia.toml:2\n" in capsys.readouterr().out


def test_config_tells_values_and_origins(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "pia.toml").write_text('\nfail-on = "info"\n[ignore]\nD = "x"\n', "utf-8")
    assert main(["config", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["schema"], data["file"]) == ("pia.config/1", "pia.toml")
    assert data["settings"]["fail-on"] == {
        "value": "info",
        "origin": "config",
        "file": "pia.toml",
        "line": 2,
    }
    assert data["settings"]["ignore"]["line"] == 3
    assert data["settings"]["stage"] == {"value": "公表", "origin": "default"}
    main(["config"])
    assert 'fail-on = "info"  # pia.toml:2\n' in capsys.readouterr().out
    main(["config", "--no-config"])
    assert "設定ファイル: なし" in capsys.readouterr().out


def test_every_setting_has_a_default_and_a_right_example(tmp_path: Path) -> None:
    assert tuple(DEFAULTS) == tuple(EXAMPLES) == KEYS
    for number, example in enumerate(EXAMPLES.values()):
        path = tmp_path / f"{number}.toml"
        path.write_text(example, "utf-8")
        ConfigFile.model_validate(read(path).table)


@pytest.mark.parametrize("name", ["Tool.pia", "tool.PIA", "pia", "tools.pia", "Pia"])
def test_a_slip_of_the_shared_table_is_told(
    here: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    text = f'[tool.other]\nx = 1\n[{name}]\nstage = "案"\n'
    (here / "pyproject.toml").write_text(text, "utf-8")
    assert f"pyproject.toml:3: [{name}] は読みません。「[tool.pia]」の" in refusal(capsys, "config")


def test_tables_of_others_are_no_slip(here: Path) -> None:
    text = '[project]\nname = "pia"\n[tool.pia-helper]\nx = 1\n[other.pia]\nx = 1\n'
    (here / "pyproject.toml").write_text(text, "utf-8")
    assert find(here) is None


@pytest.mark.parametrize(
    "text",
    [
        '[tool.pia]\nstage = "案"\n',
        '[ tool . "pia" ]\nstage = "案"\n',
        "['tool'.'pia']\nstage = \"案\"\n",
        'tool.pia.stage = "案"\n',
        '"tool".pia = {stage = "案"}\n',
        'tool = {x = 1, pia = {stage = "案"}}\n',
        '[tool]\nx = [\n[1]\n]\npia = {stage = "案"}\n',
        '[tool]\r\npia.stage = "案"\r\n',
        '["tool"] # pia\n"pia".stage = "案"\n',
    ],
)
def test_every_way_to_write_the_shared_table_is_read(here: Path, text: str) -> None:
    (here / "pyproject.toml").write_bytes(text.encode())
    assert (found := find(here))
    assert found.table == {"stage": "案"}


def test_a_pyproject_without_the_table_is_not_read_as_toml(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pia_cli.config.find._table", None)
    text = '[project.scripts]\npia = "pia_cli.__main__:main"\n[tool.ruff]\nx = ["pia", 1]\n'
    (here / "pyproject.toml").write_text(f'[dependency-groups]\ndev = ["pia-cli"]\n{text}', "utf-8")
    assert find(here) is None
    ours = Path(__file__).parents[2] / "pyproject.toml"
    (here / "pyproject.toml").write_bytes(ours.read_bytes())
    assert find(here) is None


def test_patterns_that_mean_no_file_are_told_where_it_is_certain(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    globs = '"国保.yaml" = ["F"]\n"介護.yaml" = ["F"]\n".隠し/*" = ["F"]\n"../外/*" = ["F"]\n'
    (here / "pia.toml").write_text(f"[per-file-ignores]\n{globs}", "utf-8")

    def told(*words: str) -> str:
        capsys.readouterr()
        assert main([*words]) == 0
        return capsys.readouterr().err

    says = (
        "注意: pia.toml:3: per-file-ignores の「介護.yaml」に当たる YAML のファイルはありません\n"
    )
    for words in (("config",), ("config", "--format", "json")):
        assert told(*words) == says
    assert told("validate").endswith(says)
    assert told("validate", ".").count("注意") == 1
    assert "注意" not in told("validate", "国保.yaml")
    assert "注意" not in told("validate", "-q")
