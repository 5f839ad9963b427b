"""Which file of a folder was which file of a revision, where both have moved."""

from __future__ import annotations

from pathlib import Path

import pytest

from compare.repository import Repo, needs_git, quiet_git
from pia_cli.compare import git, renames
from pia_cli.compare.git import repository
from pia_cli.compare.sides import Sides, sides
from pia_cli.document import reader

pytestmark = needs_git


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    quiet_git(monkeypatch, tmp_path)


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    repo = Repo.create(tmp_path / "文書")
    monkeypatch.chdir(repo.top)
    return repo


def document(number: str, agency: str, words: str) -> str:
    """An assessment whose text is but these words."""
    text = "\n".join(f"  {words}{line}" for line in range(30))
    return (
        f"様式: 重点項目評価書\n様式の版: 令和6年10月\n評価書番号: {number}\n"
        f"評価書名: 国民健康保険に関する事務\n評価実施機関名: {agency}\n特記事項: |-\n{text}\n"
    )


def moved(repo: Repo, old: str, new: str) -> Sides:
    """An old document that went and a new one at another place, as a folder has them."""
    repo.write("評価書/甲/国保.yaml", old)
    repo.commit("初版")
    (repo.top / "評価書/甲/国保.yaml").unlink()
    repo.write("評価書/己/国保.yaml", new)
    return sides(["HEAD", "評価書"])


def in_part(text: str, lines: int) -> str:
    """A document in which the first lines of its text are others."""
    for line in range(lines):
        text = text.replace(f"本文{line}\n", f"別の{line}\n", 1)
    return text


def test_a_document_of_another_agency_is_no_renamed_one(repo: Repo) -> None:
    """Documents of two cities by the same number have much text in common."""
    other = in_part(document("7", "己市長", "本文"), 6)
    found = moved(repo, document("7", "甲市長", "本文"), other)
    assert (found.pairs, found.notes) == ((), ())
    assert found.alone == (
        "評価書/己/国保.yaml: HEAD にないため比べていません",
        "HEAD:評価書/甲/国保.yaml: 作業フォルダにないため比べていません",
    )


@pytest.mark.parametrize("number", ["7", "７"])
@pytest.mark.parametrize("agency", ["甲市", "甲市長", "甲 市長"])
def test_a_document_written_anew_is_known_by_its_names(
    repo: Repo, number: str, agency: str
) -> None:
    found = moved(repo, document("7", "甲市長", "本文"), document(number, agency, "別の文"))
    assert [pair.old.name for pair in found.pairs] == ["HEAD:評価書/甲/国保.yaml"]


@pytest.mark.parametrize("words", ["本文", "別の文"])
@pytest.mark.parametrize(
    ("before", "after"), [("福島県郡山市長", "郡山市長"), ("東川町", "北海道上川郡東川町長")]
)
def test_an_agency_is_the_same_without_its_prefecture(
    repo: Repo, before: str, after: str, words: str
) -> None:
    found = moved(repo, document("24", before, "本文"), document("24", after, words))
    assert len(found.pairs) == 1


def test_where_but_a_line_differs_the_agency_may_be_written_in_any_way(repo: Repo) -> None:
    found = moved(repo, document("24", "郡山市長", "本文"), document("24", "郡山市役所", "本文"))
    assert len(found.pairs) == 1


def test_the_end_of_another_name_is_no_agency_without_its_prefecture(repo: Repo) -> None:
    other = document("24", "北広島市長", "別の文")
    assert moved(repo, document("24", "広島市長", "本文"), other).pairs == ()


@pytest.mark.parametrize(("words", "pairs"), [("本文", 1), ("別の文", 0)])
def test_without_an_agency_the_text_must_be_alike(repo: Repo, words: str, pairs: int) -> None:
    found = moved(repo, document("7", "甲市長", "本文"), document("7", "", words))
    assert len(found.pairs) == pairs


def test_each_document_of_a_folder_is_read_once(
    repo: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twenty moved as they are, twenty also changed: no old one is held against every new one."""
    for number in range(40):
        repo.write(f"市/{number}.yaml", document(str(number), "甲市長", f"本文{number}の"))
    repo.commit("初版")
    (repo.top / "市").rename(repo.top / "町")
    for number in range(20):
        repo.write(f"町/{number}.yaml", document(str(number), "甲市長", f"別の文{number}の"))
    calls = {"read": 0, "parse": 0, "likeness": 0}
    read, parse, likeness = git.Repository.read, reader.parse, renames._likeness

    def counted_read(here: git.Repository, hash_: str) -> bytes:
        calls["read"] += 1
        return read(here, hash_)

    def counted_parse(data: bytes, name: str) -> object:
        calls["parse"] += 1
        return parse(data, name)

    def counted_likeness(old: renames._File, new: renames._File) -> float:
        calls["likeness"] += 1
        return likeness(old, new)

    monkeypatch.setattr(git.Repository, "read", counted_read)
    monkeypatch.setattr(renames, "parse", counted_parse)
    monkeypatch.setattr(renames, "_likeness", counted_likeness)
    paths = [f"町/{number}.yaml" for number in range(40)]
    new = [(path, (repo.top / path).read_bytes()) for path in paths]
    here = repository(repo.top)
    found = renames.renamed(here, here.files("HEAD"), new)
    assert found == {path: path.replace("町", "市") for path in paths}
    assert calls == {"read": 20, "parse": 40, "likeness": 20}


BLANK = document("", "", "どこも同じ本文")


@pytest.mark.parametrize("text", [BLANK, f"{BLANK}評価書名: 二度\n"], ids=["blank", "not read"])
def test_few_are_scored_where_no_name_tells_them_apart(
    repo: Repo, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    scored: list[tuple[str, str]] = []
    likeness = renames._likeness

    def counted(old: renames._File, new: renames._File) -> float:
        scored.append((old.path, new.path))
        return likeness(old, new)

    monkeypatch.setattr(renames, "_likeness", counted)
    count = 4 * renames.MOST_SCORED
    for number in range(count):
        repo.write(f"市/{number}.yaml", f"{text}公表日: 令和7年1月1日\n# {number} の事務\n")
    repo.commit("初版")
    (repo.top / "市").rename(repo.top / "町")
    paths = [f"町/{number}.yaml" for number in range(count)]
    new = [(path, (repo.top / path).read_bytes().replace("7年".encode(), b"8-")) for path in paths]
    here = repository(repo.top)
    found = renames.renamed(here, here.files("HEAD"), new)
    assert found == {path: path.replace("町", "市") for path in paths}
    assert len(scored) == count


def test_a_file_of_names_is_found_among_many_without(repo: Repo) -> None:
    """Its text is another, and the old ones without a number may all be its own."""
    for number in range(2 * renames.MOST_SCORED):
        repo.write(f"市/{number}.yaml", document("", "", f"本文{number}の"))
    found = moved(repo, document("7", "甲市長", "本文"), document("7", "甲市長", "別の文"))
    assert [pair.old.name for pair in found.pairs] == ["HEAD:評価書/甲/国保.yaml"]


def test_of_the_same_bytes_twice_none_is_the_old_one(repo: Repo) -> None:
    same = document("7", "甲市長", "本文")
    repo.write("評価書/乙.yaml", same)
    found = moved(repo, same, same)
    assert (found.pairs, found.same) == ((), 2)
    (repo.top / "評価書/乙.yaml").unlink()
    assert sides(["HEAD", "評価書"]).same == 0
