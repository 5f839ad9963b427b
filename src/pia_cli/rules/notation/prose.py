"""N005, N008, N017, N026: sentences that were cut, doubled or garbled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from pia_cli.core.diagnostic import Severity
from pia_cli.core.pattern import Pattern
from pia_cli.core.text import short
from pia_cli.rules.facts import Answer, Facts
from pia_cli.rules.notation.punctuation import OPENING, unclosed
from pia_cli.rules.rule import Check, Finding, Rule
from pia_cli.rules.spots import each_text, spot

RULES = (
    Rule(
        "N005",
        "cut-off",
        "文章が途中で切れている",
        Severity.WARNING,
        why=(
            "表計算ソフトの欄に収まらなかった文や、写すときに切れた文は、最後の語が途中で終わるか、"
            "「を」「及び」「適正に」「。また」「回答す」のように続きの要る語で終わります。"
        ),
        basis="様式3の各記載欄（公表された評価書に例がある）",
        bad="その必要性: 保険給付を適正に行うために必要な特定個人",
        good="その必要性: 保険給付を適正に行うために必要な特定個人情報である。",
        verified=False,
    ),
    Rule(
        "N008",
        "foreign-word",
        "日本語の文に英語の一般語が混じっている",
        Severity.WARNING,
        why=(
            "機械の読み取りや翻訳が残した語と考えられます。"
            "固有名詞、略語（LGWAN、ID）、情報技術の語は指摘しません。"
        ),
        basis="公文書の書き方の慣例（公表された評価書の読み取りに例がある）",
        bad="使用方法: 届出の内容を確認し、unnecessary 閲覧を防ぐ。",
        good="使用方法: 届出の内容を確認し、不必要な閲覧を防ぐ。",
        verified=False,
    ),
    Rule(
        "N017",
        "doubled-particle",
        "助詞や接続の語が重なっている",
        Severity.WARNING,
        why="文を書き換えたときに残った語と考えられます。",
        basis="日本語の文法",
        bad="使用方法: 届出の内容をを確認する。",
        good="使用方法: 届出の内容を確認する。",
    ),
    Rule(
        "N026",
        "repeated-sentence",
        "同じ文が続けて書かれている",
        Severity.WARNING,
        why=(
            "写すときに二度貼り付けたか、一方を書き換えるつもりで忘れたと考えられます。"
            "10字に満たない文（「同上。」など）は見ません。"
        ),
        basis="様式3の各記載欄",
        bad="使用方法: 届出の内容を確認し、資格を決定する。届出の内容を確認し、資格を決定する。",
        good="使用方法: 届出の内容を確認し、資格を決定する。",
    ),
)

_TERMS = (
    ("特定個人情報", 3),
    ("個人番号", 3),
    ("情報提供ネットワークシステム", 5),
    ("中間サーバー", 3),
    ("プラットフォーム", 5),
    ("セキュリティ", 4),
    ("パスワード", 3),
    ("被保険者", 3),
    ("国民健康保険", 3),
    ("介護保険", 3),
    ("後期高齢者", 3),
    ("要介護状態区分", 4),
    ("要介護認定", 4),
    ("福祉用具種目", 5),
    ("郵便番号", 3),
    ("住民基本台帳", 4),
    ("地方公共団体", 3),
)
"""Words of these documents, and from which character on they cannot end where they are cut."""
_WHOLE = frozenset(
    ("情報提供ネット", "情報提供ネットワーク", "中間サーバ", "国民健康", "要介護状態")
)
CUT_WORDS = {
    term[:end]: term
    for term, least in _TERMS
    for end in range(least, len(term))
    if term[:end] not in _WHOLE
}
_VERBS = (
    "一元化 一覧化 予防 交付 付与 仮名化 作成 使用 供与 促進 保存 保有 保管 保護 修正 停止"
    " 優先 充当 入力 入手 公表 公開 共有 兼務 処分 処理 出力 分析 分離 分類 判別 判定 判断"
    " 利用 制御 制限 削除 加入 効率化 区分 匿名化 印刷 参照 反映 収集 取得 受付 受信 受託 受領"
    " 周知 回収 回答 報告 変換 変更 委託 完了 実施 実現 実行 実践 寄与 審査 対応 封入 封緘"
    " 導入 届出 廃棄 廃止 強化 従事 復元 復旧 徴収 徹底 所有 承認 把握 抑止 抹消 抽出 拒否"
    " 指定 指導 指示 採用 接続 推進 掲示 掲載 提供 提出 提示 搬送 操作 支援 支給 放棄 整備"
    " 整理 施錠 明確化 明示 暗号化 更新 最適化 格納 検出 検査 検索 検討 検証 構築 標準化 比較"
    " 決定 決裁 活用 消去 添付 測定 準備 点検 照会 照合 特定 用意 申告 申請 発生 発行 発送"
    " 登載 登録 監査 監督 監視 確保 確認 禁止 移行 移転 突合 算出 算定 管理 簡素化 紛失 終了"
    " 経由 統一 統合 継続 維持 考慮 育成 自動化 蓄積 表示 補正 複写 要求 規定 解消 解除 訂正"
    " 計上 計算 記入 記載 記録 設定 設置 許可 証明 評価 試行 認定 認証 認識 説明 調査 請求"
    " 識別 譲渡 負担 賦課 起動 転記 転送 軽減 返信 返却 返送 返還 追加 送付 送信 送出 通知"
    " 連携 連絡 遂行 運営 運搬 運用 適正化 適用 遮断 遵守 選定 選択 還付 郵送 配付 配布 配置"
    " 中止 依頼 同意 喪失 漏洩 減免 免除 保全 複製 初期化 回覧 納付 受理 督促 催告 締結 破棄"
    " 裁断 溶解 聴取"
    " 閉鎖 開始 開示 閲覧 防止 限定 集計 雇用 電子化"
)
"""Words that go on with する: before any two 漢字 an adverb may stand (再度促す, 適宜施す)."""
_FORMS = (
    ("な", "必要 可能 不可欠 重要 適正 適切 正確 確実 十分"),
    ("で", "必要 可能 不可欠"),
    ("に", "適正 適切 的確 正確 確実 円滑 迅速 厳格 厳重 公平 公正"),
    ("す", _VERBS),
    ("てい", "っ れ め け い せ え べ げ し"),
    ("てお", "っ れ め け い せ え べ げ し"),
    ("こ", "する れる いる ない"),
)
_OPEN_ENDINGS = (
    *"、，をのがは",
    *("及び", "又は", "並びに", "若しくは", "および", "または", "ならびに"),
    *(stem + end for end, stems in _FORMS for stem in stems.split()),
    *(
        "に関する",
        "における",
        "であ",
        "するた",
        "あるた",
        "第",
        "に関す",
        "に対す",
        "によ",
        "ことがで",
    ),
    *("とと", "ととも", "とともに", "なければな", "なければなら", "てはな", "てはなら"),
)
"""Endings after which a sentence goes on."""
_NOUN_ENDINGS = ("もの", "その", "この", "あの")
_FIRST_WORDS = (
    "また",
    "なお",
    "ただし",
    "さらに",
    "このため",
    "そのため",
    "したがって",
    "具体的には",
)
_SENTENCE_ENDS = "。\n"


def _by_last_character(endings: Iterable[str]) -> dict[str, list[str]]:
    """The endings by their last character, the longest first."""
    found: dict[str, list[str]] = {}
    for ending in sorted(endings, key=len, reverse=True):
        found.setdefault(ending[-1], []).append(ending)
    return found


_ENDINGS = _by_last_character(
    (*CUT_WORDS, *_OPEN_ENDINGS, *(end + word for word in _FIRST_WORDS for end in _SENTENCE_ENDS))
)


def cut_off(facts: Facts) -> Iterator[Finding]:
    """N005: the last word of a text. An open bracket at its end is N021's."""
    for text in facts.document.prose:
        raw = text.raw.rstrip()
        shown = _open_ending(raw) if raw[-1:] in _ENDINGS else ""
        if not shown:
            continue
        if any(char in raw for char in OPENING) and next(unclosed(raw), None):
            continue
        meant = f"「{CUT_WORDS[shown]}」の途中" if shown in CUT_WORDS else f"「{shown}」"
        yield Finding(
            "N005",
            text.path,
            f"文章が{meant}で終わっています",
            "元の文書で続きを確かめ、最後まで書いてください",
            span=spot(facts, text, len(raw) - len(shown), len(raw)),
        )


def _open_ending(text: str) -> str:
    """The part of a word, or the word, at the end of a text that must go on; "" for none."""
    if text.endswith(_NOUN_ENDINGS):
        return ""
    found = next((ending for ending in _ENDINGS[text[-1]] if text.endswith(ending)), "")
    return found.lstrip(_SENTENCE_ENDS)


_JAPANESE = "ぁ-ヿ一-龠々"
_LATIN = Pattern(f"(?<=[{_JAPANESE}、。])[ 　]?([a-z]{{3,30}})(?=[ 　]?[{_JAPANESE}])")
_LETTERS = Pattern("[a-z](?<![!-~].)[a-z]{2}")
"""What every such word starts with, and few texts have: a search for it is five times as fast."""
_ENGLISH = Pattern(
    "the|and|for|with|from|that|this|are|was|were|not|have|has|will|been|which|their|into|must"
    "|should|when|where|they|about|between|after|before|such|these|those|through|unless|under"
    "|information|personal"
    "|[a-z]{3,26}(?:tion|sion|ment|ness|ary|ory|able|ible|ous|ful|less|ance|ence|ally|ized|ated)"
)
_TECHNICAL = Pattern("directory|repository|document|environment|deployment|payment|element")
"""Words of English that stand in Japanese prose as names of folders, services and the like."""


def _foreign_words(text: str) -> Iterator[re.Match[str]]:
    for match in _LATIN.finditer(text):
        if _ENGLISH.fullmatch(match[1]) and not _TECHNICAL.fullmatch(match[1]):
            yield match


def foreign_word(facts: Facts) -> Iterator[Finding]:
    """N008: lower-case English common words only."""
    for text in facts.document.sentences.holding(_LETTERS):
        for match in islice(_foreign_words(text.raw), 5):
            yield Finding(
                "N008",
                text.path,
                f"日本語の文に英語の語「{match[1]}」が混じっています",
                "元の文書で確かめ、日本語の語に改めてください",
                span=spot(facts, text, match.start(1), match.end(1)),
            )


_JOINING = "及び|又は|並びに|若しくは|および|または|により|について|に対し|による|とともに|において"
_DOUBLED = Pattern(
    "(?<=[一-龠ァ-ヺー)）」])(?P<two>をに|をが|をは|がを|がは)(?=[一-龠ァ-ヺ「])"
    "|をを|がが(?![ぁ-ゖ])"
    "|(?<=[一-龠ァ-ヺー)）」])(?P<particle>[にはの])(?P=particle)(?=[一-龠ァ-ヺ「])"
    f"|(?P<joint>{_JOINING})(?P=joint)",
    needs=(
        *("をに", "をが", "をは", "がを", "がは"),
        *(2 * word for word in (*"をがにはの", *_JOINING.split("|"))),
    ),
)


def doubled_particle(facts: Facts) -> Iterator[Finding]:
    """N017; 「こととする」「もののうち」「ここまでで」 are no slips."""
    yield from each_text(
        facts,
        "N017",
        facts.document.sentences.holding,
        _DOUBLED,
        lambda match: (
            f"「{match[0]}」と{'助詞' if match['two'] else '同じ語'}が重なっています",
            "一方を消すか、間に抜けた語を補ってください",
        ),
    )


_SENTENCE = Pattern("[^。\n]+。?")
_SHORTEST = 10
"""Shorter ones (「同上。」「記録する。」) may well answer twice."""


def repeated_sentence(facts: Facts) -> Iterator[Finding]:
    """N026: two equal sentences with nothing but white space between them."""
    for text in facts.document.sentences:
        if text.raw.count("。") > 1:
            yield from _repeated(facts, text)


def _repeated(facts: Facts, text: Answer) -> Iterator[Finding]:
    before = ""
    for match in _SENTENCE.finditer(text.raw):
        sentence = match[0].strip()
        if len(sentence) >= _SHORTEST and sentence.endswith("。") and sentence == before:
            yield Finding(
                "N026",
                text.path,
                f"「{short(sentence, 20)}」という同じ文が続けて書かれています",
                "一方を消すか、書き分けるはずだった内容に改めてください",
                span=spot(facts, text, match.start(), match.end()),
            )
            return
        before = sentence or before


CHECKS = (
    Check("N005", cut_off),
    Check("N008", foreign_word),
    Check("N017", doubled_particle),
    Check("N026", repeated_sentence),
)
