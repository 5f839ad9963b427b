"""``pia threshold``: figures given, or read from a document."""

from __future__ import annotations

import json

import pytest

from cli.support import EXAMPLE, Run


def test_figures_of_the_command_line(run: Run) -> None:
    done = run("threshold", "--people", "120000", "--staff", "480", "--incident", "なし")
    assert done.code == 0
    assert "取扱者数が500人以上か: いいえ（480人）" in done.out
    assert "必要な評価: 基礎項目評価及び重点項目評価（規則第6条第1項第2号）\n" in done.out
    assert "全項目" not in done.out


@pytest.mark.parametrize("people", ["１２，０００人", "12,000", "1万人以上10万人未満"])
def test_people_as_they_are_written(run: Run, people: str) -> None:
    done = run("threshold", "--people", people, "--staff", "100〜600")
    assert "対象人数: 1万人以上10万人未満" in done.out
    assert "上の数だけでは決まらない" in done.out
    assert done.out.count("必要な評価: ") == 2


def test_figures_of_a_document_and_options_that_go_before_them(run: Run) -> None:
    done = run("threshold", EXAMPLE)
    assert "決まりません（100～517人）" in done.out
    done = run("threshold", "--format", "json", "--staff", "480", "--incident", "なし", EXAMPLE)
    data = json.loads(done.out)
    assert (data["schema"], data["staff"], data["incident"]) == (
        "pia.threshold/1",
        [480, 480],
        False,
    )
    assert [one["evaluation"] for one in data["required"]] == ["基礎項目評価及び重点項目評価"]
    assert len(data["steps"]) == 4
    piped = run("threshold", "-", stdin=EXAMPLE.read_bytes())
    assert piped.out == run("threshold", EXAMPLE).out


def test_a_document_without_the_number_says_what_to_confirm(run: Run) -> None:
    text = "様式: 重点項目評価書\n様式の版: 令和6年10月\n"
    done = run("threshold", "-", stdin=text.encode())
    assert done.code == 0
    assert "対象人数: 分かりません" in done.out


@pytest.mark.parametrize(
    ("words", "message", "code"),
    [
        ((), "対象人数がありません", 2),
        (("--people", "たくさん"), "--people に「たくさん」は使えません", 2),
        (("--people", "-5"), "--people に「-5」は使えません", 2),
        (("--people", "9" * 5000), "使えません", 2),
        (("--people", "5", "--staff", "9-3"), "--staff に「9-3」は使えません", 2),
        (("--people", "5", "--staff", "1-2-3"), "--staff に「1-2-3」は使えません", 2),
        (("--people", "5", "--incident", "有り"), "--incident に「有り」は使えません", 2),
        (("--people", "5", "--format", "yaml"), "--format に「yaml」は使えません", 2),
        (("ない.yaml",), "ファイルが見つかりません", 3),
    ],
)
def test_refused(run: Run, words: tuple[str, ...], message: str, code: int) -> None:
    done = run("threshold", *words)
    assert (done.code, done.out) == (code, "")
    assert message in done.err
