"""The baseline: it survives shifted lines and new entries, and tells what is no more."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from pia_cli.__main__ import main

POSITIVE = Path(__file__).parents[1] / "cases" / "positive"
BASE = (POSITIVE / "base.yaml").read_text("utf-8")
FAULTY = BASE.replace("評価書番号: 12\n", "評価書番号:\n", 1)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    (tmp_path / "国保.yaml").write_text(FAULTY, "utf-8")
    return tmp_path


def validate(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, int], str]:
    """The exit code, the summary and stderr."""
    capsys.readouterr()
    code = main(["validate", "--today", "2025-04-01", "--format", "json", *words])
    out, err = capsys.readouterr()
    return code, json.loads(out)["summary"] if out else {}, err


def write(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = validate(capsys, "--write-baseline", "known.json")
    assert code == 0, err


def known(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, int, int, int]:
    """Exit code, errors shown, known and stale."""
    code, summary, _ = validate(capsys, "--baseline", "known.json", *words)
    return code, summary["errors"], summary["known"], summary["stale"]


def test_known_findings_are_counted_and_not_shown(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = validate(capsys, "--write-baseline", "known.json")
    assert (code, "既知の指摘 1 件を known.json に書き込みました" in err) == (0, True)
    assert json.loads((here / "known.json").read_text("utf-8")) == {
        "schema": "pia.baseline/1",
        "files": {"国保.yaml": [{"code": "F011", "path": ["評価書番号"], "count": 1}]},
    }
    assert known(capsys) == (0, 0, 1, 0)
    assert "既知 1" in validate(capsys, "--baseline", "known.json")[2]
    first = (here / "known.json").read_bytes()
    write(capsys)
    assert (here / "known.json").read_bytes() == first


def test_shifted_lines_do_not_matter_and_new_findings_show(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(capsys)
    (here / "国保.yaml").write_text("# 注\n\n" + FAULTY, "utf-8")
    assert known(capsys) == (0, 0, 1, 0)
    text = FAULTY.replace("評価実施機関名: みなと市長", "評価実施機関名:", 1)
    (here / "国保.yaml").write_text(text, "utf-8")
    assert known(capsys) == (1, 1, 1, 0)


def test_a_new_entry_in_front_does_not_matter(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = BASE.replace("委託先名: みなとデータ株式会社", "委託先名:", 1)
    (here / "国保.yaml").write_text(text, "utf-8")
    write(capsys)
    (entry,) = json.loads((here / "known.json").read_text("utf-8"))["files"]["国保.yaml"]
    assert entry["path"][-2:] == ["[届出書の入力]", "委託先名"]
    start, end = text.index("        - 委託事項: 国民"), text.index("        - 委託事項: 届出書")
    new = text[start:end].replace("国民健康保険システムの保守", "通知書の印刷")
    text = text.replace("      件数: 2\n", "      件数: 3\n", 1)
    (here / "国保.yaml").write_text(text[:start] + new + text[start:], "utf-8")
    assert known(capsys) == (0, 0, 1, 0)


def test_more_than_the_count_shows(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(capsys)
    data = json.loads((here / "known.json").read_text("utf-8"))
    data["files"]["国保.yaml"][0]["count"] = 3
    (here / "known.json").write_text(json.dumps(data), "utf-8")
    assert known(capsys) == (0, 0, 1, 2)


def test_a_blank_known_of_a_draft_is_new_once_it_is_an_error(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    validate(capsys, "--stage", "案", "--write-baseline", "known.json")
    (entry,) = json.loads((here / "known.json").read_text("utf-8"))["files"]["国保.yaml"]
    assert entry == {"code": "F011", "path": ["評価書番号"], "severity": "info", "count": 1}
    assert known(capsys, "--stage", "案") == (0, 0, 1, 0)
    assert known(capsys) == (1, 1, 0, 0)
    (here / "国保.yaml").write_text(BASE, "utf-8")
    assert known(capsys) == (0, 0, 0, 1)


def test_what_the_configuration_made_lighter_is_new_once_it_does_not(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "pia.toml").write_text('severity = { F011 = "warning" }', "utf-8")
    write(capsys)
    assert known(capsys) == (0, 0, 1, 0)
    (here / "pia.toml").write_text('severity = { F011 = "info" }', "utf-8")
    assert known(capsys) == (0, 0, 1, 0)
    assert known(capsys, "--no-config") == (1, 1, 0, 0)


def test_what_is_written_again_is_known_at_the_weight_of_today(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(capsys)
    first = (here / "known.json").read_bytes()
    assert known(capsys, "--stage", "案") == (0, 0, 1, 0)
    validate(capsys, "--stage", "案", "--write-baseline", "known.json")
    (entry,) = json.loads((here / "known.json").read_text("utf-8"))["files"]["国保.yaml"]
    assert entry == {"code": "F011", "path": ["評価書番号"], "severity": "info", "count": 1}
    assert known(capsys) == (1, 1, 0, 0)
    write(capsys)
    assert (here / "known.json").read_bytes() == first


def test_the_command_that_drops_what_is_gone_records_no_blank_of_a_draft_as_an_error(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = FAULTY.replace("評価実施機関名: みなと市長", "評価実施機関名:", 1)
    (here / "国保.yaml").write_text(draft, "utf-8")
    run = ("--stage", "案", "--no-config", "国保.yaml")
    validate(capsys, *run, "--write-baseline", "known.json")
    (here / "国保.yaml").write_text(FAULTY, "utf-8")
    err = validate(capsys, *run, "--baseline", "known.json")[2]
    command = re.search(r"対処: pia (validate .+?) で除けます", err)
    assert command
    assert main(command[1].split()) == 0
    assert known(capsys, *run) == (0, 0, 1, 0)
    assert known(capsys, "国保.yaml") == (1, 1, 0, 0)


def test_the_command_that_drops_what_is_gone_has_the_options_of_the_run(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "a b.toml").touch()
    options = ["--stage", "公表", "--select", "F,D001", "--select", "C", "--ignore", "C026"]
    write(capsys)
    (here / "国保.yaml").write_text(BASE, "utf-8")
    words = [*options, "--config", "a b.toml", "国保.yaml"]
    err = validate(capsys, "--baseline", "known.json", "--jobs", "1", "-q", *words)[2]
    assert "対処" not in err
    err = validate(capsys, "--baseline", "known.json", "--jobs", "1", *words)[2]
    assert (
        "対処: pia validate --write-baseline known.json --config 'a b.toml' --select F,D001"
        " --select C --ignore C026 --stage 公表 --today 2025-04-01 国保.yaml で除けます"
    ) in err


def test_of_two_entries_for_a_place_each_is_used_for_what_it_may_hide(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    validate(capsys, "--stage", "案", "--write-baseline", "known.json")
    data = json.loads((here / "known.json").read_text("utf-8"))
    (entry,) = data["files"]["国保.yaml"]
    data["files"]["国保.yaml"].append({**entry, "severity": None})
    (here / "known.json").write_text(json.dumps(data), "utf-8")
    assert known(capsys) == (0, 0, 1, 1)
    assert known(capsys, "--stage", "案") == (0, 0, 1, 1)


def test_a_command_to_copy_is_not_parted(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(capsys)
    (here / "国保.yaml").write_text(BASE, "utf-8")
    monkeypatch.setenv("COLUMNS", "40")
    err = validate(capsys, "--baseline", "known.json")[2]
    assert "known.json --today 2025-04-01 で除けます（その" in err


def test_what_is_mended_is_told(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(capsys)
    (here / "国保.yaml").write_text(BASE, "utf-8")
    assert known(capsys) == (0, 0, 0, 1)
    err = validate(capsys, "--baseline", "known.json")[2]
    assert (
        "known.json の既知の指摘のうち 1 件は、もうありません:\n  国保.yaml: F011 評価書番号" in err
    )
    assert (
        "対処: pia validate --write-baseline known.json --today 2025-04-01 で除けます"
        "（その時に見つかる新しい指摘も、既知になります）" in err
    )
    err = validate(capsys, "--baseline", "known.json", "国保.yaml")[2]
    assert "--write-baseline known.json --today 2025-04-01 国保.yaml で除けます" in err
    assert known(capsys, "--select", "D") == (0, 0, 0, 0)
    write(capsys)
    assert json.loads((here / "known.json").read_text("utf-8"))["files"] == {}


@pytest.mark.parametrize("text", ["a: [\n", "公表日: 1\n公表日: 2\n", "a: \x01\n"])
def test_nothing_is_written_of_a_document_not_read_whole(
    here: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    write(capsys)
    first = (here / "known.json").read_bytes()
    (here / "国保.yaml").write_text(f"{FAULTY}{text}", "utf-8")
    code, _, err = validate(capsys, "--write-baseline", "known.json", "--select", "F")
    assert (code, "known.json を書き込みませんでした" in err) == (3, True)
    assert (here / "known.json").read_bytes() == first


def test_files_not_checked_keep_their_findings_until_they_are_gone(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "介護.yaml").write_text(FAULTY, "utf-8")
    write(capsys)
    assert known(capsys, "国保.yaml") == (0, 0, 1, 0)
    validate(capsys, "国保.yaml", "--write-baseline", "known.json")
    assert known(capsys) == (0, 0, 2, 0)
    (here / "介護.yaml").unlink()
    assert known(capsys) == (0, 0, 1, 1)
    write(capsys)
    assert known(capsys) == (0, 0, 1, 0)


def test_rules_not_shown_keep_their_findings(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(capsys)
    assert validate(capsys, "--select", "D", "--write-baseline", "known.json")[0] == 0
    assert known(capsys) == (0, 0, 1, 0)


def test_the_configuration_names_a_baseline_beside_it(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(capsys)
    (here / "pia.toml").write_text('baseline = "known.json"', "utf-8")
    (here / "課").mkdir()
    monkeypatch.chdir(here / "課")
    assert validate(capsys, "../国保.yaml")[1]["known"] == 1
    assert validate(capsys, "../国保.yaml", "--no-config")[0] == 1


def test_what_must_be_seen_is_never_known(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = f"# pia: ignore-file[F011]\n{FAULTY}"
    (here / "国保.yaml").write_text(text, "utf-8")
    code, summary, _ = validate(capsys, "--write-baseline", "known.json")
    assert (code, summary["errors"]) == (1, 1)
    assert known(capsys) == (1, 1, 1, 0)
    (here / "国保.yaml").write_text(f"{text}評価書番号: 13\n", "utf-8")
    assert known(capsys) == (1, 2, 1, 0)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff",
        b"[" * 100_000,
        b'{"schema": "pia.report/1", "files": {}}',
        b'{"schema": "pia.baseline/1", "files": {"a": [{"code": 1}]}}',
        b'{"schema": "pia.baseline/1", "files": {"a": [{"code": "F", "path": [], "count": 0}]}}',
        b'{"schema": "pia.baseline/1", "files": {"a": [{"code": "F", "path": [[]], "count": 1}]}}',
        b'{"schema": "pia.baseline/1", "files": ' + b"1" * 5000 + b"}",
    ],
)
@pytest.mark.parametrize("option", ["--baseline", "--write-baseline"])
def test_a_malformed_baseline_is_one_message(
    here: Path, capsys: pytest.CaptureFixture[str], content: bytes, option: str
) -> None:
    (here / "known.json").write_bytes(content)
    code, _, err = validate(capsys, option, "known.json")
    assert (code, err.count("pia: ")) == (2, 1)
    assert "known.json" in err
    assert (here / "known.json").read_bytes() == content


def test_misuse_is_one_message(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    err = validate(capsys, "--stage", "案", "--baseline", "無い.json")[2]
    assert "ファイルが見つかりません: 無い.json" in err
    assert "--write-baseline 無い.json で作ってください（--stage などは今回と同じに）" in err
    assert validate(capsys, "--baseline", "無い.json")[0] == 2
    assert validate(capsys, "--baseline", "")[0] == 2
    assert validate(capsys, "--write-baseline", "-")[0] == 2
    assert validate(capsys, "--baseline", "a", "--write-baseline", "b")[0] == 2
    assert validate(capsys, "--write-baseline", "無い/known.json")[0] == 3
    code, _, err = validate(capsys, "国保.yaml", "無い.yaml", "--write-baseline", "known.json")
    assert (code, "書き込みませんでした" in err) == (3, True)
    assert not (here / "known.json").exists()


def test_suppressed_findings_are_shown_on_request(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    comment = "評価書番号: # pia: ignore[F011] until 令和9年3月31日 後で決まる\n"
    (here / "国保.yaml").write_text(BASE.replace("評価書番号: 12\n", comment, 1), "utf-8")
    code, summary, err = validate(capsys)
    assert (code, summary["suppressed"], "抑制 1" in err, "抑制: " in err) == (0, 1, True, False)
    err = validate(capsys, "--show-suppressed")[2]
    assert "抑制: 国保.yaml:3:1: F011 評価書番号: " in err
    assert "（理由: 後で決まる、令和9年3月31日まで。3 行目の注釈）" in err


ENTRY = '{"code": "F011", "path": ["評価書番号"], "count": 1}'


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            "F011",
            "Ｆ０１１",
            "known.json:4:22: 「Ｆ０１１」という規則はありません。「F011」のことですか？",
        ),
        ("F011", "item-blank", "「item-blank」という規則はありません。「F011」のことですか？"),
        ("F011", "Z999", "known.json:4:22: 「Z999」という規則はありません\n"),
        ("F011", "P001", "known.json:4:22: 「P001」（抑制の理由がない）は、既知の指摘にできません"),
        ('"count": 1', '"count": 0', "known.json:4:58: 既知の指摘のファイルとして読めません"),
        (', "count": 1', "", "known.json:4:13: 既知の指摘のファイルとして読めません"),
        ("baseline/1", "report/1", "known.json:2:13: 既知の指摘のファイルではありません"),
    ],
)
def test_a_fault_of_a_baseline_has_its_place(
    here: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, says: str
) -> None:
    files = f'{{"a,]\\"b": [], "国保.yaml": [\n            {ENTRY}]}}'
    text = f'{{\n  "schema": "pia.baseline/1",\n  "files": {files}\n}}\n'
    (here / "known.json").write_text(text.replace(old, new), "utf-8")
    code, _, err = validate(capsys, "--baseline", "known.json")
    assert code == 2
    assert says in err
    assert ("このファイルを消して" in err) is (new != "report/1")


def test_a_file_that_is_named_twice_is_told(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = f'{{"国保.yaml": [{ENTRY}],\n  "国保.yaml": []}}'
    text = f'{{"schema": "pia.baseline/1", "files": {files}}}\n'
    (here / "known.json").write_text(text, "utf-8")
    code, _, err = validate(capsys, "--baseline", "known.json")
    assert code == 2
    assert "known.json:2:14: 「国保.yaml」が二度書かれています\n" in err


class TestNames:
    """A file is the same however its name is spelt."""

    MAC, OTHER = "\u30ab\u3099ん検診.yaml", "\u30acん検診.yaml"

    def test_on_macos_and_elsewhere(self, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (here / "国保.yaml").rename(here / self.MAC)
        write(capsys)
        assert list(json.loads((here / "known.json").read_text("utf-8"))["files"]) == [self.OTHER]
        assert known(capsys) == (0, 0, 1, 0)
        (here / "b.yaml").write_text(BASE, "utf-8")
        assert known(capsys, "b.yaml") == (0, 0, 0, 0)
        (here / self.MAC).rename(here / self.OTHER)
        assert known(capsys) == (0, 0, 1, 0)

    @pytest.mark.parametrize("name", [f"ガイド/{MAC}", "\ufa19社.yaml", f"\ufa19社/{MAC}"])
    def test_spelt_in_neither_way_alone(
        self, here: Path, capsys: pytest.CaptureFixture[str], name: str
    ) -> None:
        (here / name).parent.mkdir(exist_ok=True)
        (here / "国保.yaml").rename(here / name)
        (here / "b.yaml").write_text(BASE, "utf-8")
        write(capsys)
        assert known(capsys, "b.yaml") == (0, 0, 0, 0)
        validate(capsys, "--write-baseline", "known.json", "b.yaml")
        assert known(capsys) == (0, 0, 1, 0)
        (here / name).unlink()
        assert known(capsys) == (0, 0, 0, 1)

    @pytest.mark.parametrize(("one", "other"), [(MAC, OTHER), (OTHER, MAC)])
    def test_two_files_of_one_name(
        self, here: Path, capsys: pytest.CaptureFixture[str], one: str, other: str
    ) -> None:
        (here / "国保.yaml").rename(here / one)
        if (here / other).exists():
            pytest.skip("one file by either name")
        more = FAULTY.replace("公表日: ", "知らないキー: 1\n公表日: ", 1)
        (here / other).write_text(more, "utf-8")
        for jobs in ("1", "2"):
            (here / "known.json").unlink(missing_ok=True)
            validate(capsys, "--write-baseline", "known.json", "--jobs", jobs)
            assert known(capsys, "--jobs", jobs) == (0, 0, 3, 0)
        (here / other).write_text(FAULTY, "utf-8")
        assert known(capsys) == (0, 0, 2, 1)

    def test_in_a_baseline_of_macos(self, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (here / "国保.yaml").rename(here / self.OTHER)
        write(capsys)
        text = (here / "known.json").read_text("utf-8")
        (here / "known.json").write_text(text.replace(self.OTHER, self.MAC), "utf-8")
        assert known(capsys) == (0, 0, 1, 0)

    @pytest.mark.parametrize("name", ["./国保.yaml", "a/../国保.yaml"])
    def test_written_by_hand(
        self, here: Path, capsys: pytest.CaptureFixture[str], name: str
    ) -> None:
        write(capsys)
        text = (here / "known.json").read_text("utf-8")
        (here / "known.json").write_text(text.replace("国保.yaml", name), "utf-8")
        assert known(capsys) == (0, 0, 1, 0)
        (here / "国保.yaml").unlink()
        (here / "b.yaml").write_text(BASE, "utf-8")
        assert known(capsys) == (0, 0, 0, 1)

    def test_through_a_link(
        self, here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        top, link = here / "真", here / "鎖"
        (top / "d").mkdir(parents=True)
        (top / "later").symlink_to("d")
        link.symlink_to("真")
        (here / "国保.yaml").rename(top / "d" / "a.yaml")
        monkeypatch.chdir(link)
        for folder in ("d", "later"):
            validate(capsys, "--write-baseline", str(link / "k.json"), str(link / folder))
            assert list(json.loads((top / "k.json").read_text("utf-8"))["files"]) == [
                f"{name}/a.yaml" for name in ("d", "later")[: 1 + (folder == "later")]
            ]
            for path in ("k.json", str(link / "k.json")):
                for told in (folder, str(link / folder), str(top / folder)):
                    _, summary, _ = validate(capsys, "--baseline", path, told)
                    assert (summary["errors"], summary["known"]) == (0, 1), (path, told)

    def test_through_a_link_beside_the_folder_of_the_baseline(
        self, here: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        for name in ("既知", "外/d"):
            (here / name).mkdir(parents=True)
        (here / "d").symlink_to("外/d")
        (here / "国保.yaml").rename(here / "d" / "a.yaml")
        validate(capsys, "--write-baseline", "既知/k.json", "d")
        files = json.loads((here / "既知" / "k.json").read_text("utf-8"))["files"]
        assert list(files) == ["../d/a.yaml"]
        assert validate(capsys, "--baseline", str(here / "既知/k.json"), "d")[0] == 0


def test_a_missing_baseline_has_the_place_of_its_name(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "pia.toml").write_text('stage = "公表"\nbaseline = "無い.json"\n', "utf-8")
    code, _, err = validate(capsys)
    assert (code, err.startswith("pia: pia.toml:2: baseline の既知の指摘のファイルを")) == (2, True)


def test_the_place_of_a_baseline_is_looked_for_only_to_be_told(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def looked_for(*_: object) -> int:
        raise AssertionError

    write(capsys)
    (here / "pia.toml").write_text('baseline = "known.json"', "utf-8")
    monkeypatch.setattr("pia_cli.config.load.line_of", looked_for)
    assert validate(capsys)[1]["known"] == 1


def test_what_is_suppressed_is_in_the_json(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    comment = "評価書番号: # pia: ignore[F011] until 令和9年3月31日 後で決まる\n"
    (here / "国保.yaml").write_text(BASE.replace("評価書番号: 12\n", comment, 1), "utf-8")
    main(["validate", "--today", "2025-04-01", "-q", "-o", "結果.json"])
    capsys.readouterr()
    data = json.loads((here / "結果.json").read_text("utf-8"))
    (one,) = data["suppressed"]
    assert (one["code"], one["file"], one["line"], one["column"]) == ("F011", "国保.yaml", 3, 1)
    assert (one["reason"], one["until"]) == ("後で決まる", "2027-03-31")
    assert one["comment"]["line"] == 3
    assert one["comment"]["column"] == 8


@pytest.mark.parametrize("option", ["--baseline", "--write-baseline"])
def test_the_hint_for_what_is_no_file_does_not_ask_for_the_same_again(
    here: Path, capsys: pytest.CaptureFixture[str], option: str
) -> None:
    os.mkfifo(here / "pipe")
    (here / "folder").mkdir()
    for name in ("pipe", "folder"):
        code, _, err = validate(capsys, option, name)
        assert code == 2
        assert "対処: パスを確かめてください" in err
        assert "pia validate --write-baseline" not in err


@pytest.mark.parametrize("is_old", [False, True], ids=["new file", "file of an earlier pia"])
def test_what_must_not_be_published_is_in_no_baseline(
    here: Path, capsys: pytest.CaptureFixture[str], is_old: bool
) -> None:
    """Names of keys and entries are hidden, and the findings are known all the same."""
    text = BASE.replace("評価書番号: 12\n", "評価書番号:\n123456789018: 1\n", 1)
    text = text.replace("委託事項: 届出書の入力", "委託事項: 123456789018", 1)
    text = text.replace("委託先名: みなとデータ株式会社", "委託先名:", 1)
    (here / "国保.yaml").write_text(text, "utf-8")
    validate(capsys, "--write-baseline", "known.json")
    written = (here / "known.json").read_text("utf-8")
    assert "123456789018" not in written
    assert written.count("************") == 2
    if is_old:
        (here / "known.json").write_text(written.replace("*" * 12, "123456789018"), "utf-8")
    counted = known(capsys)
    assert counted == (1, 2, 3, 0)  # S001 is shown at both places: no baseline hides it
    (here / "国保.yaml").write_text(BASE, "utf-8")
    _, summary, err = validate(capsys, "--baseline", "known.json")
    assert summary["stale"] == 3
    assert "123456789018" not in err


def test_what_another_line_tells_is_in_no_baseline(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = BASE.replace("評価書番号: 12\n", "評価書番号: 12\nKaigo2024!: 1\n", 1)
    (here / "国保.yaml").write_text(f"{text}# パスワード=Kaigo2024!\n", "utf-8")
    validate(capsys, "--write-baseline", "known.json")
    written = (here / "known.json").read_text("utf-8")
    assert "**********" in written
    assert "Kaigo" not in written
    validate(capsys, "--baseline", "known.json")
    assert known(capsys)[0] == 1


@pytest.mark.parametrize("other", ["国保.yaml", "package.json", "表.csv"])
def test_nobody_is_told_to_remove_what_is_no_baseline(
    here: Path, capsys: pytest.CaptureFixture[str], other: str
) -> None:
    (here / "package.json").write_text('{"name": "x"}', "utf-8")
    (here / "表.csv").write_bytes("氏名,住所".encode("cp932"))
    for option in ("--baseline", "--write-baseline"):
        code, _, err = validate(capsys, option, other)
        assert (code, "消して" in err, "別の名前を指定" in err) == (2, False, True)
    (here / "known.json").write_text('{"schema": "pia.baseline/1", "files": ', "utf-8")
    assert "消して" in validate(capsys, "--baseline", "known.json")[2]
