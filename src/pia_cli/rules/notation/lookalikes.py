"""N016: words in 片仮名 with a 漢字 or a dash in the place of a letter or of 長音."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache, partial

from pia_cli.core.diagnostic import Severity
from pia_cli.core.pattern import Pattern
from pia_cli.rules.facts import Facts
from pia_cli.rules.rule import Check, Finding, Rule
from pia_cli.rules.spots import first_of, sentence

RULES = (
    Rule(
        "N016",
        "lookalike-in-katakana",
        "片仮名の語に、形の似た別の文字が混じっている",
        Severity.WARNING,
        why=(
            "「サ一バ」の漢数字の一、「口グ」「力ード」「工ラー」「夕ブレット」「卜ークン」「八ード」「システ厶」の漢字、"
            "「へルプ」の平仮名は、読み取りや変換の誤りです。検索しても見つかりません。"
            "よく使う語と、ほかに読みようのない並びだけを見ます。"
        ),
        basis="片仮名の語のつづり",
        bad="使用方法: サ一バに保管した届出の内容を確認する。",
        good="使用方法: サーバに保管した届出の内容を確認する。",
        fixable=True,
    ),
)

_BARS = "一―‐‑–—−－-"
_KANJI = "口力工夕卜二八厶"
_SHAPES = dict(zip(f"{_KANJI}へ", "ロカエタトニハムヘ", strict=True))
_ALIKE = str.maketrans({**dict.fromkeys(_BARS, "ー"), **_SHAPES})
"""What looks like a letter of 片仮名, with that letter."""

_LISTED = """
アカウント アクセス アクセスログ アップロード アドレス アプリ アラート アンケート
イメージ インターネット インターフェース インポート ウイルス ウェブ エクスポート
エラー エラーログ エリア エンジニア エントリ オーダ オーダー オープン オペレータ
オペレーター オンライン カード カーソル カウント カウンタ カウンター カスタマー
カタログ カテゴリ カテゴリー カメラ カラム カルテ カレンダー キーボード キーワード
クライアント クラウド グループ クローズ ケース コード コール コールセンター コピー
コメント コンビニ コンピュータ コンピューター サービス サーバ サーバー サーバルーム
サポート システム シート シニア スキャナ スキャナー スケジュール スタート スタンプ
ステータス ストレージ スペース セキュリティ セット センタ センター ソース ソート
ソフト ソフトウェア ターミナル タイトル タイプ タイミング タイム タイムアウト
タイムスタンプ タスク タブ タブレット チーム チェック チャート データ データセンター
データベース テーブル テープ テクニカル デジタル テスト テンプレート トークン
トータル トップ トナー トラブル ドライブ トランザクション トレーニング トレース
ナンバー ニーズ ネット ネットワーク ノート ハード ハードウェア ハードディスク
ハイブリッド ハウス パスワード パターン バックアップ ハッシュ パート ハラスメント
ハローワーク ハンディ ハンドブック ファイル ファイアウォール フォーム フォーマット
フォルダ フォルダー プラットフォーム プリンタ プリンター フロア フロー プログラム
ページ ベース ベンダ ベンダー ヘッダ ヘッダー ヘルス ヘルパー ヘルプ ヘルプデスク
ホーム ポータル ボード ポート ポイント マーク マイナンバー マイナンバーカード マスタ
マスター マニュアル メーカ メーカー メール メールアドレス メッセージ メディア
メニュー メモリ メモリー モード モニタ モニター モニタリング ユーザ ユーザー
ユニット ライセンス ライタ ライター ライブラリ ライン ランサムウェア リーダ リーダー
リース リスク リスト リニューアル リハビリ リモート ルータ ルーター ルート ルーム
ループ ルール レコード レベル レポート ローカル ロール ログ ログアウト ログイン
ログオン ログファイル ワーク ワークフロー
"""
"""Words that documents have: those with such letters, and those that stand beside them."""

_KNOWN = {word.replace("ェ", "エ"): word for word in _LISTED.split()}
"""The words by what their look-alikes stand for: 工 is both エ and ェ."""
_LONGEST = max(map(len, _KNOWN))
_SHORT = 2
"""Letters of a word that is known only where nothing follows: 「窓口グループ」 is no ログ."""


_KATAKANA = "ァ-ヺー"
_LOOKS = f"{_KANJI}へ{_BARS}"
_RUN = Pattern(
    f"(?<![{_KATAKANA}{_LOOKS}])"
    f"(?:[{_KATAKANA}]+[{_LOOKS}]|[{_LOOKS}]+[{_KATAKANA}])[{_KATAKANA}{_LOOKS}]*"
)
"""Letters of 片仮名 with what looks like one beside them; most are right: 「入力データ」."""
_LONGEST_RUN = 60
_AFTER_WORD = "をがはもにでのとやへ、。，．）」』】"
"""What ends a word; after 一 and a dash any other sign may make them 一覧, 一台 or ユーザ-番号."""
_SIGN = Pattern(
    f"[{_LOOKS}](?:(?<=[{_KANJI}])(?:(?=[{_KATAKANA}])|(?<=[{_KATAKANA}].))"
    f"|(?<=へ)(?=[ルッ])|(?<=[{_KATAKANA}][{_BARS}])(?=[{_KATAKANA}{_AFTER_WORD}]|$))",
    re.MULTILINE,
)
"""What every such word has, and few texts: a search for it is ten times as fast."""

_SURE = Pattern(
    f"(?<=[{_KATAKANA}])[卜厶]|[卜厶](?=[{_KATAKANA}])|(?<=[{_KATAKANA}])夕(?=[{_KATAKANA}])"
    f"|(?<=[{_KATAKANA}])[口力工](?=[ーァィゥェォッャュョ])"
    f"|(?<=[{_KATAKANA}])[二八へ](?=[ァィゥェォッャュョ])"
)
"""What can be read in one way only, whatever the word."""
_BEFORE_SMALL = "ウシジチフ"
"""After them 工 is ェ."""
_ANOTHER_WORD = Pattern("夕[方刻食日]|二[つ人名件社組台種個]")
"""What a 漢字 at the end of a run may begin."""
_WORD_ENDS = Pattern(f"(?!にん|にち|とお|とき|、[ 　]?[二2２])[{_AFTER_WORD}]|\\Z")
"""Nor is 一 a number in 一にん, 一とおり and 一、二."""
_OTHERS = ("二", "2", "２", "一、二", "一・二")
"""What is behind a word that the text counts: サーバ一 beside サーバ二."""
_TWO = Pattern(f"(?<!コンビ)(?<=[{_KATAKANA}])二(?=[{_AFTER_WORD}]|\\Z)", needs=("二",))
"""What counts on from a 一 in its sentence: サーバ一、クライアント二."""
_COUNTED = ("カテゴリ",)
"""Words that are counted also where the others are not named."""
_WHOLE = Pattern(r"\S+")


def lookalike_in_katakana(facts: Facts) -> Iterator[Finding]:
    """N016: only words that are sure; 「データ一覧」 and 「窓口グループ」 are no slips."""
    for text in facts.document.sentences.holding(_SIGN):
        yield from first_of(
            facts,
            "N016",
            text,
            _slips(text.raw),
            lambda match: (
                f"「{match[0]}」に、片仮名や長音でない文字が混じっています",
                f"「{katakana(match[0])}」に改めてください",
            ),
        )


def with_katakana(text: str) -> str:
    """N016: the words without look-alikes."""
    for match in [*_slips(text)]:  # each letter stands for one
        text = text[: match.start()] + katakana(match[0]) + text[match.end() :]
    return text


def katakana(run: str) -> str:
    """Letters of 片仮名 and look-alikes, with what is meant where that is sure.

    A slip ends with 一 or a dash only where they stand for 長音.
    """
    wrong = _wrong(run)
    meant = "".join(wrong.get(at, letter) for at, letter in enumerate(run))
    return f"{meant[:-1]}ー" if run[-1] in _BARS else meant


def _slips(text: str) -> Iterator[re.Match[str]]:
    """The runs that are wrong, without the 漢字 and へ at their ends: 力 of 「入力サ一バ」."""
    counts = cache(partial(_counts, text))
    for run in _RUN.finditer(text):
        wrong, start, end = {*_wrong(run[0]), *_ending(text, run, counts)}, *run.span()
        if not wrong or (max(wrong) == len(run[0]) - 1 and _ANOTHER_WORD.match(text, end - 1)):
            continue
        while text[start] in _LOOKS and start - run.start() not in wrong:
            start += 1
        while text[end - 1] in _LOOKS and end - 1 - run.start() not in wrong:
            end -= 1
        yield from _WHOLE.finditer(text, start, end)


@lru_cache(maxsize=4096)  # documents have the same few again and again
def _wrong(run: str) -> dict[int, str]:
    """The places of a run that are look-alikes for sure, with the letters that are meant."""
    if len(run) > _LONGEST_RUN:
        return {}
    meant = run.translate(_ALIKE)
    places = [at for at, letter in enumerate(run) if letter != meant[at]]
    sure = {match.start(): meant[match.start()] for match in _SURE.finditer(run)}
    for at in sure:
        if run[at] == "工" and run[at - 1] in _BEFORE_SMALL:
            sure[at] = "ェ"
    large = meant.replace("ェ", "エ")
    known = {at: letter for at in places if (letter := _of_a_word(run, large, at))}
    return sure | known


def _ending(text: str, run: re.Match[str], counts: Callable[[str], bool]) -> Iterator[int]:
    """The place of a 一 or dash that can only be the 長音 at the end of a run: サーバ一を."""
    word = run[0].rstrip("へ")
    at = len(word) - 1
    if word[at] not in _BARS or not _WORD_ENDS.match(text, run.start() + len(word)):
        return
    meant = word.translate(_ALIKE).replace("ェ", "エ")
    for start in range(max(0, len(word) - _LONGEST), at):
        if meant[start:] not in _KNOWN or not _stands_alone(word, meant, start, len(word)):
            continue
        is_kanji = word[at] == "一"
        is_apart = not is_kanji and word[start - 1 : start] == word[at]  # ―サーバ―
        end = run.start() + len(word)
        is_number = is_kanji and (counts(word[start:at]) or _is_counted_on(text, end - 1, end))
        if not is_apart and not is_number:
            yield at
        return


def _counts(text: str, word: str) -> bool:
    """Whether 一 behind a word may be its number."""
    return word in _COUNTED or any(f"{word}{other}" in text for other in _OTHERS)


def _is_counted_on(text: str, start: int, end: int) -> bool:
    """Whether another word in the sentence of a 一 has the number 二."""
    return any(map(_TWO.is_in, sentence(text, start, end)))


def _of_a_word(run: str, meant: str, at: int) -> str:
    """The letter of the word that stands around a place, "" where no word is sure."""
    is_bar = run[at] in _BARS  # not the last letter: ユーザ-データ, センタ一覧; see `_ending`
    for start in range(max(0, at + 1 - _LONGEST), at + 1):
        for end in range(at + 1 + is_bar, min(len(run), start + _LONGEST) + 1):
            word = _KNOWN.get(meant[start:end])
            if word and _stands_alone(run, meant, start, end):
                return word[at - start]
    return ""


def _stands_alone(run: str, meant: str, start: int, end: int) -> bool:
    """Whether a word has nothing beside it that is 片仮名, or another word."""
    is_left = (
        not start
        or run[start - 1] in _LOOKS
        or any(meant[before:start] in _KNOWN for before in range(max(0, start - _LONGEST), start))
    )
    if end == len(run) or run[end] in _LOOKS:
        return is_left
    return (
        is_left
        and end - start > _SHORT
        and any(meant[end:after] in _KNOWN for after in range(end + 1, end + 1 + _LONGEST))
    )


CHECKS = (Check("N016", lookalike_in_katakana),)
