"""N at the borders: what each rule must leave alone, places in the file, hostile texts."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from pia_cli.check.engine import check
from pia_cli.core.diagnostic import Diagnostic
from pia_cli.core.forbidden import FORBIDDEN
from pia_cli.core.unseen import INVISIBLE
from pia_cli.document.source import Source
from pia_cli.rules.notation import RULES
from pia_cli.rules.notation.invisible import may_have_any
from pia_cli.rules.notation.lookalikes import katakana, with_katakana
from pia_cli.rules.notation.prose import CUT_WORDS

BASE = (Path(__file__).parents[1] / "cases" / "positive" / "base.yaml").read_text("utf-8")
USAGE = "使用方法: 届出の内容を確認し、資格の得喪及び給付の決定を行う。"
MEASURES = "リスクに対する措置の内容: 届出の窓口で本人確認を行い、対象者以外の情報の入手を防ぐ。"
REASON = "提出時期に係る説明: 組織の改正による変更のため"
LENGTH = 100_000


def found(text: str) -> list[Diagnostic]:
    diagnostics = check(text.encode(), "x", today=date(2025, 4, 1)).diagnostics
    return [one for one in diagnostics if one.code.startswith("N")]


def codes(text: str) -> list[str]:
    return [one.code for one in found(text)]


def usage(text: str) -> str:
    """The base document with another 使用方法."""
    return replaced((USAGE, f"使用方法: {json.dumps(text, ensure_ascii=False)}"))


def replaced(*pairs: tuple[str, str]) -> str:
    text = BASE
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


FINE = [
    # N005
    "資格の管理のため",
    "情報提供ネットワーク",
    "中間サーバ",
    "給付に要するもの",
    "届出書の確認（郵送を含む）",
    "・情報セキュリティ対策の通知",
    "届出の都度",
    "定期的に",
    "必要に応じて適切に対応する。また随時",
    "届出の窓口で",
    *("書面により", "届出の内容を確認し", "職員が届出書を用い", "記載の誤りを見直す"),
    *("申請を取消す", "届出書を窓口に引渡す", "目的外に使うことを許す", "記録を要す"),
    *(
        "届出を再度促す",
        "必要な措置を適宜施す",
        "記録を全件施す",
        "誤りを都度正す",
        "端末を都度貸す",
    ),
    *("処理を全件託す", "届出書を都度探す", "復元を随時試す", "研修会を毎月催す", "内容を逐一記す"),
    *("原因を全員質す", "一律に課す", "届出の有無を随時示す", "記録を順次移す", "保険料を一部返す"),
    *("給付を行うこと", "給付を行って", "届出の後に提出した上", "担当はみなとなみこ"),
    "届出の確認に必要であるため",
    "番号法第9条に基づく",
    "届出の確認。なお従前の例による",
    # N008
    "LGWANとVPNを用い、HTTPSでWebのIDを確認する。",
    "e-ラーニングによる研修を行い、Excelの表に記録する。",
    "問合せは、https://example.jp/information/ の窓口で受ける。",
    "kintoneの画面で確認し、csvの形式で保存する。",
    "フォルダ「personal」に保存する。",
    "Microsoft 365の利用のため、www.example.jpを参照する。",
    "共有のdirectoryとrepository及びdocumentの版、environmentの別、deploymentの手順を確認する。",
    "記録のelementとpaymentの画面を確認する。",
    # N009
    "34施設と運営法人4か所の計38か所へ送信する。",
    "令和6年3月、34施設と4か所の計38か所へ送信する。",
    "3件を確認し、5件の計10件を処理する。",
    "1日2回と3人の合計は問わず、計4名で確認する。",
    "計2回確認する。",
    "3件と2件の計2回確認する。",
    "3件と5件の計10件以内とし、3件と5件の計10件を超えない。",
    "3件と2件の計1,000円",
    "本庁3か所と支所4か所の合計で7か所",
    "本庁2か所、支所3か所及び出張所4か所の計9か所で受け付ける。",
    "職員10人、会計年度任用職員5人と委託先20人の計35人が利用する。",
    "北部3か所、南部4か所、計7か所で受け付ける。34施設+4か所=38か所である。",
    "計7か所（北部3か所、南部4か所）と合計16名（正規10人、再任用6人）で行う。",
    "対象は100人、正規職員10人、会計年度任用職員5人の計15人である。",
    "正規職員10人、異動者25人など、計40人が受講した。約10人、5人、計16人である。",
    "職員2人、作業員3人（兼務）、監査員4人、監督者1人、計10人",
    "職員2人（兼務。）、監査員4人、監督者1人、計7人",
    "職員2人（主任1人、主査1人）、監査員4人、監督者1人、計7人",
    "各課2人、支所3人、計30人。職員10人のうち3人、委託先4人の計7人。",
    "計16人（うち管理職3人、再任用2人）、計8人（男3人、女5人、常勤6人、非常勤2人）",
    "計5回（4月及び10月）、計10人（管理職3人ほか）、計10人（管理職3人、担当者など）",
    "職員3名、委託先2名、計6名（派遣1名を含む。）。職員3名、委託先2名、計6名（ほか派遣1名）",
    "総務3人、経理2人、会計8人で行う。会計8人（主任3人、主査2人）で行う。",
    "端末は10台、窓口は3か所、計3人で行う。委託先3社、再委託先2社、計4社（重複を除く。）",
    "20人－5人＋3人＝18人、10人×3回＋5人＝35人、全体－本庁5人＋3人＝18人",
    "令和5年度は12件、前年の3件、窓口3件、郵送4件、計7件を処理した。",
    "職員10人以上、臨時職員5人、計20人で行う。窓口3か所、閉鎖予定を除く2か所、計4か所",
    # N016
    "データ一覧とサーバ一台を確認し、コード一つを付ける。",
    "窓口グループの人口グラフ、工場ラインの力点を確認する。",
    "サービスセンター、サーバー、データ、ユーザー、コード、ネットワーク、パスワード、メール、カード",
    "ハードウェア、レコード、スケジュール、ルール、レポート、キーボード、プラットフォーム、ログ、エラー",
    "カード-データ間の照合、ツール-ルールの確認",
    "一画面に一レコードを表示する。",
    "協力ー覧、八王子市の口座、工事、夕方、努力、一覧、サーバ二カ所、ハード八台を確認する。",
    "システムへアクセスし、窓口へルールを、サーバへデータを送り、課へメールする。",
    "入力データと出力エラー、窓口カード、人口ローマ字、加工ラーメン、施工リアルタイムを見る。",
    "ユーザ-データ、ネットワーク－ルータ、センタ一覧、メニュー二タイプ、チーム力アップ、口コミ",
    "サーバ一式、システム一部、ユーザ一人、コピ一部、コード-番号、ユーザ-番号、サーバ-1、サーバ―端末間を見る。",
    "サーバ一つ、ユーザ一にんずつ、マスタ一とおり、マスタ一から、センタ一覧、プリンタ一\n覧の順に見る。",
    "プリンタ一、二の順に、プリンタ一を見る。サーバ一は主に、サーバ二は副に使う。マスタ一を確認し、マスタ2は見ない。",
    "カテゴリ一は氏名である。―サーバ―、-サーバ-の順に、データ一を送る。サーバ――を見る。",
    "サーバ一、クライアント二の順に見る。クライアント二とサーバ一を見る。",
    "サーバ-(端末)、ルータ- 端末、サーバ-\n端末を見る。",
    "デー夕方、コンビ二組、パターン一パターン二、サービス口コミを見る。",
    # N032
    "二〇二四年の第一〇〇条、二〇〇七年、一〇月一〇日、1○○、○組織的安全管理措置\n○技術的安全管理措置",
    "氏名が「〇〇課」「XX年」「（要確認）」と表示される。記入例：○○市を参照する。",
    "関係機関と調整中である。内容を確認中の届出（本人確認を要する者）、必要な確認を行う。",
    "192.168.xx.xxのサーバ、info@xxx.jpへの連絡、TODOリストの確認",
    "申請書の記載例（○○太郎）を掲示する。記入例（氏名：△△花子）及び例えば○○市の例による。",
    "パスワードの入力欄は「****」又は●●●●と表示し、番号は××××年で伏せ、○○○○でマスクする。",
    "テストデータには架空の氏名（甲野○○等）を用いる。番号は○○○○○○○○○○○○のように表示する。",
    "○×の別、○×方式、○×法による評価、○×部分の確認、○×表及び○×式の点検表",
    "□資格の確認、○×△の別、1×2、＊必須、※要確認の届出、要修正の申請は差し戻す。",
    "区分は要確認、要修正のいずれかとする。後日記載する届出を除き、令和 6年4月から行う。",
    "第〇一条、令和五年、Excel及びXMLの一覧",
    # N017
    "届出を受けることとする。もののうち、そこまでで終わるものは除く。",
    "ののはな保育園に任意に加入する者、又はその者",
    "内容について、ついでに確認する。",
    "被保険者をがん検診の対象とする。届出がはがきで届く。窓口をにぎわす。母がはさみを使う。",
    "病気やけがを理由とする給付を行う。けがは対象外である。啓発まんがを配布する。",
    # N018
    "…。・・・、「。」、等",
    # N019
    "１，２３４人の届出を確認し、資格を決定する。",
    "１．届出の確認\n２．資格の決定",
    # N020
    "①から③までは、次のとおりとする。\n①受付\n②審査\n③決定",
    "①から順に行う。\n①受付\n②審査\n③決定",
    "①届出の確認\n②資格の決定（③を除く）\n④通知",
    "①届出\n②確認\n②窓口での確認\n②郵送での確認\n③通知",
    "①届出\n①受付\n②確認\n②資格\n③通知",
    "③から始まる一覧\n③届出\n⑤通知",
    "①届出\n②④の場合は確認\n③通知",
    "①届出\n③の届出がある場合は確認する。\n②通知",
    "①届出\n②確認\n①窓口\n②郵送\n③通知",
    "①届出\n②確認\n⑤届出の詳細（③から続く）\n④通知\n⑤記録",
    "①届出\n②確認\n④の例による③の通知\n④記録",
    "<窓口>\n①届出\n②確認\n<郵送>\n③届出\n④確認\n<記録>\n①記録\n②通知",
    "①届出\n②確認\n【端末】\n①届出\n②確認（③を除く）\n④通知",
    # N021
    "1)届出の確認 2）資格の決定",
    "（以下「番号法」という。)の届出を確認する。",
    # N023
    "職員のIDとPWを管理し、ＵＳＢメモリは使わない。",
    "１年に10回、２人で確認する。",
    # N025
    "第1Ａ表と第２a表を除く。",
    # N026
    "届出を確認する。届出を確認する。",
    "窓口で届出の内容を確認している。記録を残す。窓口で届出の内容を確認している。",
    "正規5名、会計年度任用職員3名、計10名分のIDのうち2名分は予備である。",
    "正規5名、臨時3名、計10名分（うち2名分は予備）のIDを発行する。",
    *("1件分と2件分の計4件分", "3回分の4件と5件の計9件分", "児童8名と教員2名の計30回分"),
    # N013, N015, N024, N027, N028, N029
    "㈱みなと、№1、㎡、①、Ⅱ、※、❶の届出",
    "髙橋、﨑、𠮷野家、辻、葛󠄀城の届出",
    "がぎぐパピプ、か゛",
    "か\u309aきの鼻濁音、が\u3099",
    # N022
    "届出の確認　資格の決定\n　　・通知",
    # N030
    "<介護保険システム>の画面、<A>と<Pマーク>、A & B",
]
"""Texts of 使用方法 in which no rule of N finds anything."""


@pytest.mark.parametrize("text", FINE)
def test_a_text_near_the_border_is_left_alone(text: str) -> None:
    assert codes(usage(text)) == []


FIRING = [
    ("N005", "資格の管理及び"),
    ("N005", "被保険者が資格を喪失す"),
    ("N005", "届出の内容を"),
    ("N005", "届出の確認は、給付の決定に不可欠で"),
    ("N005", "届出の内容を確認する。\nなお"),
    ("N005", "届出の確認に関する"),
    ("N005", "情報提供ネットワークシステ"),
    ("N005", "\nまた"),
    ("N005", "届出の内容を確認する。具体的には"),
    ("N005", "届出の確認の"),
    ("N005", "資格の適正な"),
    ("N005", "届出の内容を照会す"),
    *(
        ("N005", f"届出の内容を{text}")
        for text in (
            *("回答す", "消去す", "公表す", "再度通知す", "適宜更新す", "全件委託す", "電子化す"),
            *("登録す", "送付す", "廃棄す", "確認するこ", "確認しないこ"),
            *("確認するとと", "確認することと"),
            *("確認しなければな", "確認しなければなら", "確認してはなら", "確認することがで"),
            *("行ってい", "定めてい", "行ってお", "写すことによ", "暗号化す", "知ることに関す"),
            *("確認するととも", "確認するとともに"),
        )
    ),
    ("N008", "届出の information を確認する。"),
    ("N008", "届出の内容をconfirmation する。"),
    ("N008", "届出の内容を確認し、\n届出の must を送る。"),
    ("N009", "３件と2件の合計6件を処理する。"),
    ("N009", "３件と2件の合計で6件を処理する。"),
    *(
        ("N009", f"保健センターは、{text}である。")
        for text in (
            *("北部3か所、南部4か所、計8か所", "北部は３カ所、南部は４箇所、合計８か所"),
            *("正規職員10人、会計年度任用職員5人の計16人", "本庁2台、支所3台及び出張所4台の計8台"),
            *("34施設+4か所=39か所", "34施設 ＋ 法人4か所 ＝ 39か所", "正規9人＋臨時5人＝計16人"),
            "計8か所（北部3か所、南部4か所）",
            *("合計16人(正規10人及び会計年度5人)", "2か所（北部3人、南部4人、計8人）"),
            "新規採用を含め、正規10人、臨時5人、合計で16名",
            *("児童80名及び保護者42名の計132名分", "北部3件、南部4件、合計8件分の記録"),
        )
    ),
    ("N013", "⺠⻄⻆⻑⻘⻝⻣⻩⻭⻲の届出"),
    ("N013", "⽊の届出"),
    ("N014", "届出のｶの欄"),
    ("N015", "10㌢の届出書"),
    ("N016", "デ―タを保管する。"),
    ("N016", "パスワ－ドを設定する。"),
    ("N016", "デー夕を保管する。"),
    ("N016", "サーバ一を、データ二重化の後、コンビ二で見る。"),
    ("N016", "サーバ一を見る。クライアント二を見る。"),
    ("N009", "職員3名、委託先2名、計6名（令和6年4月現在）で行う。"),
    ("N016", "口グを保管する。"),
    ("N016", "力ードを保管する。"),
    ("N016", "工ラーを記録する。"),
    *(
        ("N016", f"{word}を確認する。")
        for word in (
            *("個人番号力ード", "マイナンバー力ード", "通知力ード", "へルプデスク", "へッダ"),
            *("夕ブレット", "八ード", "卜ークン", "操作口グ", "ア力ウント", "プ口グラム"),
            *("ソフトウ工ア", "モ二タ", "マ二ュアル", "住民二ーズ", "リ八ビリ", "コンビ二交付"),
            *("八ードウェア", "マイナンバ一カード"),
            *("インタ一ネット", "データベ一ス", "入力工ラー", "デー夕連携"),
            *("システ厶", "システ厶管理", "プログラ厶", "ファー厶ウェア", "厶ービー"),
            *("サーバ一", "中間サーバ-", "ユーザ－", "統一サーバ一", "エラ―", "データセンタ一"),
        )
    ),
    *(
        ("N032", f"届出を確認する。{text}")
        for text in (
            *("○○部", "△△システム", "●●の職員", "令和○年4月", "○月○日に行う", "TODO", "XX年"),
            *(
                "【要追記】",
                "未定（調整中）",
                "（担当、要確認）",
                "ｘｘｘ",
                "\n調整中",
                "\n調整中。",
                *("××課の職員", "□□システム", "＊＊課", "××条例", "令和X年に行う"),
                *("令和×年度に行う", "令和　年　月に行う", "令和 年度に行う"),
                *("\n後日記入", "\n追って記入。", "\n要修正"),
                *("※要修正", "※ 要確認：区分", "（後日記入）", "第○条に基づく", "第××条"),
                *("○×課の職員", "○×県みどり沢町", "○×株式会社", "〇×市", "○×部"),
                *("条例（○○市条例）", "FIXME", "特例（○○課）", "記載例と○○課"),
            ),
        )
    ),
    ("N017", "職員がが、確認する。"),
    *(
        ("N017", f"被保険者の資格{pair}把握する。")
        for pair in ("をに", "をが", "をは", "がを", "がは")
    ),
    ("N017", "市においてにおいて確認する。"),
    ("N017", "届出書についてについて確認する。"),
    ("N017", "届出書はは職員が確認する。"),
    ("N018", "届出書、、請求書を確認する。"),
    ("N020", "①届出\n②確認\n<中間サーバーにおける措置>\n①届出\n③通知"),
    ("N020", "<窓口>\n①届出\n③通知\n【端末】\n①届出\n②確認\n③通知"),
    ("N020", "<窓口>\n①届出\n②確認\n\n＜端末＞\n記録する。\n①届出\n②確認\n②通知\n③記録"),
    ("N021", "（「届出書」を確認する。"),
    ("N024", "届出の➁の欄"),
    ("N026", "届出の内容を確認し、資格を決定する。\n届出の内容を確認し、資格を決定する。"),
    ("N027", "кабинетで確認する。"),
    *(("N027", f"届出の{char}を確認する。") for char in "务용กשعᄀ"),
    ("N028", "届出の\u2003確認"),
    ("N029", "ハ\u309aスワードを設定する。"),
]


@pytest.mark.parametrize(("code", "text"), FIRING)
def test_a_slip_is_found(code: str, text: str) -> None:
    assert codes(usage(text)) == [code]


@pytest.mark.parametrize("after", ["へ送る。", "に送る。", "が動く。", "、端末を見る。", "。", ""])
def test_a_long_vowel_at_the_end_of_a_word(after: str) -> None:
    (one,) = found(usage(f"届出の中間サーバ一{after}"))
    assert (one.code, one.span.end_column - one.span.column) == ("N016", len("サーバ一"))
    assert one.hint == "「サーバー」に改めてください"
    assert with_katakana(f"中間サーバ-{after}") == f"中間サーバー{after}"


@pytest.mark.parametrize(
    "heading",
    [
        "<国民健康保険システムにおける措置>",
        "<国保システムにおける措置>",  # in short
        "＜中間サーバー・プラットフォームにおける措置＞",
        "<みなと市における措置>",
        "<統合宛名システムにおける措置>",  # beside その他 of Ⅰ-2
        "【情報提供ネットワークシステムとの接続】",
        "<標準準拠システムにおける措置>",
        "<既存のシステム>",
        "＜事務で使用するその他のシステムにおける措置＞",
        "＜事務で使用するシステムにおける措置＞",
        "＜自庁システムにおける措置＞",
        "＜自機関のシステムにおける措置＞",
        "＜自庁内のシステムにおける措置＞",
        "徴収システムにおける措置",  # no heading
    ],
)
def test_headings_of_known_systems(heading: str) -> None:
    measures = f"リスクに対する措置の内容: |-\n          {heading}\n          操作を記録する。"
    assert codes(replaced((MEASURES, measures))) == []


def test_no_department_is_old_without_a_reorganisation() -> None:
    """A matter handed to another 課, a name brought back, and one that is part of another."""
    source = ("評価実施機関内の他部署: 市民課、市民税課", "評価実施機関内の他部署: 社会福祉課")
    before = ("変更前の記載: 国民健康保険課長", "変更前の記載: 社会福祉課")
    after = ("変更後の記載: 保険年金課長", "変更後の記載: 生活支援課")
    assert codes(replaced(source, before, after)) == ["N003"]
    assert codes(replaced(source, before, after, (REASON, "提出時期に係る説明:"))) == []
    back = ("変更後の記載: 届出書の入力を追加", "変更後の記載: 社会福祉課")
    assert codes(replaced(source, before, after, back)) == []
    back = (back[0], "変更後の記載: 窓口は社会福祉課とする。")
    assert codes(replaced(source, before, after, back)) == []
    other = (source[0], "評価実施機関内の他部署: 総合社会福祉課")
    assert codes(replaced(other, before, after)) == []


def _after_row(old: str, new: str, today: str, reason: str = "組織改編のため") -> list[str]:
    """What is found in a text of today after a row of 変更箇所 that changed one into the other."""
    return codes(
        replaced(
            ("評価実施機関内の他部署: 市民課、市民税課", f"評価実施機関内の他部署: {today}"),
            ("変更前の記載: 国民健康保険課長", f"変更前の記載: {old}"),
            ("変更後の記載: 保険年金課長", f"変更後の記載: {new}"),
            (REASON, f"提出時期に係る説明: {reason}"),
        )
    )


@pytest.mark.parametrize(
    ("old", "new", "today"),
    [
        ("保険料の賦課を行う", "帳票58部を配る", "賦課の担当"),
        ("国民健康保険税賦課", "保険年金課", "国民健康保険税賦課"),
        ("サーバ室への入室を記録する", "退室も記録する", "入室を記録する者"),
        ("入退室の記録", "保険年金課の記録", "入退室を管理する者"),
        ("申請書の一部", "申請書の全部", "台帳の一部"),
        ("組織内部の者", "保険年金課の者", "組織内部の者"),
        ("合計58部", "合計60部", "合計58部"),
        ("全12課", "全13課", "全12課"),
        ("執務室", "本庁会議室", "執務室"),
        ("事務の担当課", "保険年金課", "事務の担当課"),
        ("会場の郵便局", "保険年金課", "会場の郵便局"),
        ("市民部局", "保険年金課", "市民部局"),
        ("こども支援課", "こども給付課", "くらし支援課"),
        ("こども支援課", "こども給付課", "支援課"),
        ("こども支援課", "こども給付課", "ミライこども支援課"),
        ("支援課", "給付課", "子育て支援課及びくらし支援課"),
        ("児童福祉課", "市民部児童福祉課", "児童福祉課"),
        ("市民部児童福祉課", "福祉部児童支援課", "市民部市民課"),
        ("市民部児童福祉課", "福祉部児童支援課", "市民部児童支援課分室"),
        ("総務部児童福祉課", "福祉部児童福祉課", "総務部総務課情報公開窓口"),
        ("総務部児童福祉課", "福祉部児童福祉課", "みなと市総務部 総務課"),
        ("総務部児童福祉課", "福祉部児童福祉課", "総務部で取りまとめる"),
        ("総務部児童福祉課", "福祉部児童福祉課", "福祉部児童福祉課"),
        ("総務部児童福祉課", "福祉部児童福祉課", "総務部児童福祉課（現：福祉部児童福祉課）"),
        ("市民課、税務課", "税務課、市民課", "市民課"),
        ("市民課、社会福祉課", "窓口課", "社会福祉課"),
        ("窓口課", "市民課、社会福祉課", "窓口課"),
        ("市民課、税務課、収納課", "税務課、窓口課、納税課", "市民課"),
        ("市民課、税務課", "窓口課、納税課、総務課", "市民課"),
        ("市民課が受け、税務課に送る", "窓口課が受け、納税課の職員が取りに行く", "市民課"),
        ("庁内のその他の課", "庁内の全ての課", "庁内のその他の課"),
    ],
)
def test_no_word_but_the_name_of_a_department_is_old(old: str, new: str, today: str) -> None:
    """賦課, 入室, 58部 and the like end as the names of departments do."""
    assert _after_row(old, new, today) == []


@pytest.mark.parametrize(
    ("old", "new", "today"),
    [
        ("市民保険課で賦課を行う", "保険年金課で帳票58部を配る", "市民保険課"),
        ("保険料賦課徴収課", "保険年金課", "保険料賦課徴収課"),
        ("市民税課税課", "市民税管理課", "市民税課税課"),
        ("市民保険課内の端末", "保険年金課内の端末", "市民保険課内の端末を使う者"),
        ("情報政策室", "デジタル推進室", "情報政策室"),
        ("市民部市民課", "市民部窓口課", "市民部市民課"),
        ("徴収1課", "納税課", "徴収1課"),
        ("消防本部", "防災部", "消防本部"),
        ("こども支援課", "こども給付課", "こども支援課"),
        ("こども支援課", "こども給付課", "市民課及びこども支援課の職員"),
        ("まちづくり課", "くらし安全課", "まちづくり課"),
        ("みなと市まちづくり課", "みなと市くらし安全課", "みなと市まちづくり課"),
        ("まちづくり課長", "くらし安全課長", "まちづくり課"),
        ("市民課、まちづくり課", "市民課、くらし安全課", "まちづくり課、市民課"),
        ("市民福祉部児童福祉課", "健康福祉部児童支援課", "市民福祉部児童福祉課"),
        ("市民福祉部 児童福祉課", "健康福祉部 児童支援課", "児童福祉課長"),
        ("こども部こども課手当係", "福祉部子育て支援課手当係", "こども部 こども課"),
        ("市民保険課", "市民部保険年金課", "確認して市民保険課に送る"),
        ("市民課、社会福祉課", "窓口課、生活支援課", "社会福祉課"),
        ("市民課、社会福祉課", "窓口課、生活支援課", "市民課"),
        ("税務課、市民課、社会福祉課", "税務課及び窓口課・生活支援課", "社会福祉課"),
        ("市民課長、社会福祉課長", "窓口課長、生活支援課長", "社会福祉課"),
        ("市民課が受け、社会福祉課に送る。", "窓口課が受け、生活支援課に送る。", "市民課"),
        (
            "市民部 市民課、市民部 年金課",
            "福祉部 市民課、福祉部 医療課",
            "年金課",
        ),  # 市民部 may go on
        ("市民部児童福祉課", "福祉部児童支援課", "市民部児童支援課"),
        ("市民部児童福祉課", "福祉部児童支援課", "担当は市民部　児童支援課"),
        ("担当は市民保険課", "担当は保険年金課", "市民保険課"),
        ("総務部児童福祉課", "福祉部児童福祉課", "総務部児童福祉課"),
        ("総務部 児童福祉課長", "福祉部 児童福祉課長", "担当はみなと市総務部児童福祉課"),
        ("総務部児童福祉課、各支所", "福祉部児童福祉課、各支所", "総務部　児童福祉課"),
        ("総務部児童福祉課、総務部年金課", "福祉部児童福祉課、福祉部年金課", "総務部年金課"),
        ("環境部", "環境企画部", "環境部"),
        ("環境部、環境部児童福祉課", "企画部、企画部児童福祉課", "環境部総務課"),
    ],
)
def test_the_name_of_a_department_is_old(old: str, new: str, today: str) -> None:
    assert _after_row(old, new, today) == ["N003"]


@pytest.mark.parametrize(
    "today",
    [
        *("旧市民保険課の紙の記録", "旧市民福祉部市民保険課の紙の記録", "旧こども部 市民保険課"),
        *("（旧）市民保険課", "旧：市民保険課", "保険年金課（旧称「市民保険課」）"),
        *("改組前の市民保険課", "組織改編前の市民部市民保険課", "導入当時の市民保険課"),
        *("市民保険課（現：保険年金課）", "市民保険課（現在の保険年金課）", "市民保険課(当時)"),
        *("市民保険課（旧）", "市民保険課長（旧称）"),
        *("市民保険課（令和6年4月から保険年金課）", "市民保険課から改称した保険年金課"),
        *("三河県市民保険課に報告する", "三河県市民福祉部市民保険課に報告する"),
        *("となり市市民福祉部市民保険課", "県こども部市民保険課", "北海道市民福祉部 市民保険課"),
        *("県の市民保険課と連携する", "となり市の市民保険課に照会する", "国の市民保険課"),
        *("転出先の市民保険課に照会する", "前住所地の市民保険課", "本籍地の市民保険課に照会する"),
        *("市民保険課は保険年金課に改称した。", "市民保険課は、保険年金課へ改組された。"),
        *("市民保険課（令和7年3月まで）", "市民保険課長（令和6年度末まで）"),
        *("改編前は市民保険課が担当していた。", "以前は、市民保険課が担当していた。"),
        *("他市の市民保険課に照会する", "近隣市町村の市民部市民保険課に照会する"),
    ],
)
def test_a_department_that_the_text_calls_old_or_anothers_is_left_alone(today: str) -> None:
    assert _after_row("市民保険課", "保険年金課", today) == []


@pytest.mark.parametrize(
    "today",
    [
        *("市の市民保険課", "みなと市の市民保険課", "本市の市民保険課", "これは市の市民保険課"),
        *("みなと市市民福祉部市民保険課", "みなと市市民保険課", "まちづくり市民部市民保険課"),
        *("都市整備部市民保険課", "県が市民部市民保険課に報告する", "市民保険課（現金の取扱い）"),
        *("復旧対策部市民保険課", "地区福祉部市民保険課", "上下水道部市民保険課"),
        *(
            "市民保険課は保険証を住所地に送る",
            "市民保険課（17時まで）",
            "転出者の市民保険課での届出",
        ),
        *("旧市民保険課と市民保険課", "市民保険課（保険証の担当）", "市民保険課（旧国保課）"),
    ],
)
def test_a_department_of_the_agency_is_not_anothers(today: str) -> None:
    assert _after_row("市民保険課", "保険年金課", today) == ["N003"]


def test_the_prefecture_is_not_another_body_where_it_assesses() -> None:
    agency = ("評価実施機関名: みなと市長", "評価実施機関名: みなと県知事")
    declared = ("|-\n  みなと市は、", "|-\n  みなと県は、")
    rows = (
        ("変更前の記載: 国民健康保険課長", "変更前の記載: 市民保険課"),
        ("変更後の記載: 保険年金課長", "変更後の記載: 生活支援課"),
    )
    source = "評価実施機関内の他部署: 市民課、市民税課"
    for today in ("県の市民保険課", "みなと県県民部市民保険課"):
        other = (source, f"評価実施機関内の他部署: {today}")
        assert codes(replaced(agency, declared, other, *rows)) == ["N003"]


def test_the_prefecture_of_a_city_is_another_body() -> None:
    agency = ("評価実施機関名: みなと市長", "評価実施機関名: 三河県みなと市長")
    rows = (
        ("変更前の記載: 国民健康保険課長", "変更前の記載: 市民保険課"),
        ("変更後の記載: 保険年金課長", "変更後の記載: 生活支援課"),
    )
    source = "評価実施機関内の他部署: 市民課、市民税課"
    for today, expected in (
        ("三河県市民部市民保険課", []),
        ("県の市民保険課", []),
        ("三河県みなと市市民部市民保険課", ["N003"]),
        ("みなと市の市民保険課", ["N003"]),
    ):
        other = (source, f"評価実施機関内の他部署: {today}")
        assert codes(replaced(agency, other, *rows)) == expected


@pytest.mark.parametrize("agency", ["しおかぜ市長", "三河県しおかぜ市長", "三河県 しおかぜ市長"])
@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("しおかぜ市市民保険課", ["N003"]),
        ("〒999-0001 しおかぜ市港町1-2-3 しおかぜ市市民部市民保険課年金係", ["N003"]),
        ("〒999-0001 三河県しおかぜ市港町1-2-3 しおかぜ市市民部市民保険課", ["N003"]),
        ("〒999-0001 しおかぜ市港町一丁目2番3号 市民部市民保険課", ["N003"]),
        ("しおかぜ市役所しおかぜ市市民部市民保険課", ["N003"]),
        ("大しおかぜ市市民部市民保険課", []),
        ("〒999-0002 となり市港町1-2-3 となり市市民部市民保険課", []),
        ("〒999-0003 三河県山町3番地 三河県県民部市民保険課", []),
    ],
)
def test_the_agency_is_known_without_its_prefecture(
    agency: str, today: str, expected: list[str]
) -> None:
    rows = (
        ("変更前の記載: 国民健康保険課長", "変更前の記載: しおかぜ市市民保険課"),
        ("変更後の記載: 保険年金課長", "変更後の記載: しおかぜ市生活支援課"),
    )
    text = replaced(
        ("評価実施機関名: みなと市長", f"評価実施機関名: {agency}"),
        ("評価実施機関内の他部署: 市民課、市民税課", f"評価実施機関内の他部署: {today}"),
        *rows,
    )
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("agency", "today", "expected"),
    [
        ("海野県みなと市長", "南みなと市市民保険課に送る", []),
        ("海野県みなと市長", "記録は南みなと市の市民保険課に送る", []),
        ("海野県みなと市長", "みなと市市民保険課に送る", ["N003"]),
        ("海野県みなと市長", "送付先はみなと市市民保険課とする", ["N003"]),
        ("海野県みなと市長", "海野県みなと市の市民保険課が扱う", ["N003"]),
        ("海野県東浦郡みなと町長", "南みなと町市民保険課が扱う", []),
        ("海野県東浦郡みなと町長", "東浦郡みなと町市民保険課が扱う", ["N003"]),
        ("海野県東かがわ市長", "西東かがわ市市民保険課が扱う", []),
        ("海野県東かがわ市長", "東かがわ市市民保険課が扱う", ["N003"]),
        ("しおかぜ市長", "うきは市の市民保険課に照会する", []),
        ("しおかぜ市長", "届出については市の市民保険課に送る", ["N003"]),
        ("しおかぜ市長", "大津県みなと市中央1-2-3 市民保険課に送付する", []),
        ("しおかぜ市長", "大津県となり市中央1-2-3 市民保険課に送付する", []),
        ("しおかぜ市長", "三河県しおかぜ市中央1-2-3 市民保険課に送付する", ["N003"]),
        ("しおかぜ市長", "大津県大しおかぜ市中央1-2-3 市民保険課に送付する", []),
        ("しおかぜ市長", "大津県となり市中央１－２－３　市民保険課に送付する", []),
        ("しおかぜ市長", "港１－２－３　市民保険課に送付する", ["N003"]),
        ("しおかぜ市長", "様式第3号 市民保険課に送付する", ["N003"]),
        ("しおかぜ市長", "担当しおかぜ市市民保険課が扱う", ["N003"]),
        ("しおかぜ市長", "送付先しおかぜ市市民保険課", ["N003"]),
        ("しおかぜ市長", "新しおかぜ市市民保険課が扱う", []),
    ],
)
def test_an_agency_with_a_particle_in_its_name_and_an_address(
    agency: str, today: str, expected: list[str]
) -> None:
    body = agency.removesuffix("長")
    rows = (
        ("変更前の記載: 国民健康保険課長", "変更前の記載: 市民保険課"),
        ("変更後の記載: 保険年金課長", "変更後の記載: 生活支援課"),
    )
    text = replaced(
        ("評価実施機関名: みなと市長", f"評価実施機関名: {agency}"),
        ("|-\n  みなと市は、", f"|-\n  {body}は、"),
        ("評価実施機関内の他部署: 市民課、市民税課", f"評価実施機関内の他部署: {today}"),
        *rows,
    )
    assert codes(text) == expected


def test_the_name_of_today_is_never_old() -> None:
    """Renamed, and back: the row of the second change is not written yet."""
    rows = (
        ("項目: Ⅰ-6-②所属長の役職名", "項目: Ⅱ-3-④使用部署"),
        ("変更前の記載: 国民健康保険課長", "変更前の記載: 市民部 市民保険課"),
        ("変更後の記載: 保険年金課長", "変更後の記載: 市民部 保険年金課"),
    )
    today = (
        ("    部署: 市民部 保険年金課", "    部署: 市民部 市民保険課"),
        ("事務担当部署: 市民部 保険年金課", "事務担当部署: 市民部 市民保険課"),
    )
    assert "N003" not in codes(replaced(*rows, *today))
    said = ("    部署: 市民部 保険年金課", "    部署: 市民部 保険年金課（旧 市民保険課）")
    assert "N003" in codes(replaced(*rows, said, today[1]))


def test_a_department_may_have_moved_back_in_another_spelling() -> None:
    rows = (
        ("変更前の記載: 国民健康保険課長", "変更前の記載: 総務部児童福祉課"),
        ("変更後の記載: 保険年金課長", "変更後の記載: 福祉部児童福祉課"),
    )
    source = (
        "評価実施機関内の他部署: 市民課、市民税課",
        "評価実施機関内の他部署: 総務部児童福祉課",
    )
    back = ("変更後の記載: 届出書の入力を追加", "変更後の記載: 総務部　児童福祉課")
    assert codes(replaced(source, *rows)) == ["N003"]
    assert codes(replaced(source, *rows, back)) == []


def test_a_department_that_moved_is_told_with_what_is_above_it() -> None:
    text = replaced(
        ("評価実施機関内の他部署: 市民課、市民税課", "評価実施機関内の他部署: 総務部　児童福祉課"),
        ("変更前の記載: 国民健康保険課長", "変更前の記載: 総務部 児童福祉課"),
        ("変更後の記載: 保険年金課長", "変更後の記載: 福祉部 児童福祉課"),
    )
    (one,) = found(text)
    assert "で「福祉部児童福祉課」に改めた「総務部　児童福祉課」が残っています" in one.message
    line = text.split("\n")[one.span.line - 1]
    assert line[one.span.column - 1 : one.span.end_column - 1] == "総務部　児童福祉課"


def test_the_name_of_an_old_department_is_told_whole() -> None:
    text = replaced(
        ("評価実施機関内の他部署: 市民課、市民税課", "評価実施機関内の他部署: こども支援課"),
        ("変更前の記載: 国民健康保険課長", "変更前の記載: こども支援課"),
        ("変更後の記載: 保険年金課長", "変更後の記載: こども給付課"),
    )
    (one,) = found(text)
    assert one.message.endswith("「こども給付課」に改めた「こども支援課」が残っています")
    line = text.split("\n")[one.span.line - 1]
    assert line[one.span.column - 1 : one.span.end_column - 1] == "こども支援課"


def test_an_old_division_above_a_new_department_is_told_as_such() -> None:
    """The 部 may still be there, with other 課."""
    text = replaced(
        ("評価実施機関内の他部署: 市民課、市民税課", "評価実施機関内の他部署: 市民部 児童支援課"),
        ("変更前の記載: 国民健康保険課長", "変更前の記載: 市民部児童福祉課長"),
        ("変更後の記載: 保険年金課長", "変更後の記載: 福祉部児童支援課長"),
    )
    (one,) = found(text)
    assert "の行の「福祉部児童支援課」が「市民部 児童支援課」と書かれています" in one.message
    line = text.split("\n")[one.span.line - 1]
    assert line[one.span.column - 1 : one.span.end_column - 1] == "市民部 児童支援課"


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("機構改革に伴う変更", ["N003"]),
        ("地方公共団体情報システム機構の指示による変更", []),
        ("日本年金機構の事務の見直し", []),
        ("組織的安全管理措置の見直し", []),
    ],
)
def test_a_reorganisation_is_told_from_other_words(reason: str, expected: list[str]) -> None:
    assert _after_row("社会福祉課", "生活支援課", "社会福祉課", reason) == expected


def test_an_incident_may_speak_of_the_old_department() -> None:
    text = replaced(
        ("発生したか: 発生なし", "発生したか: 発生あり"),
        ("その内容:\n", "その内容: 令和6年2月、社会福祉課で誤送付が発生した。\n"),
        ("再発防止策の内容:\n", "再発防止策の内容: 複数人で確認する。\n"),
        ("変更前の記載: 国民健康保険課長", "変更前の記載: 社会福祉課"),
        ("変更後の記載: 保険年金課長", "変更後の記載: 生活支援課"),
    )
    assert codes(text) == []


def test_other_departments_are_no_variants() -> None:
    assert (
        codes(replaced(("事務担当部署: 市民部 保険年金課", "事務担当部署: 福祉部 介護保険課")))
        == []
    )
    assert (
        codes(replaced(("事務担当部署: 市民部 保険年金課", "事務担当部署: 市民部　保険年金課")))
        == []
    )


@pytest.mark.parametrize(
    "users", ["市民部　保険年金課", "保険年金課、各支所", "保険年金課及び市民課", "介護保険課"]
)
def test_users_of_several_departments_are_no_variants(users: str) -> None:
    assert codes(replaced(("使用部署: 市民部 保険年金課", f"使用部署: {users}"))) == []


def test_a_variant_is_told_once() -> None:
    """Ⅱ-2-⑥ and Ⅱ-3-④ have it alike."""
    short = replaced(
        ("事務担当部署: 市民部 保険年金課", "事務担当部署: 保険年金課"),
        ("使用部署: 市民部 保険年金課", "使用部署: 保険年金課"),
    )
    assert codes(short) == ["N002"]


def test_two_dashes_of_another_kind_are_not_yet_a_style() -> None:
    marks = ('法令による特別の手続: "-"', "法令による特別の手続: —"), ("備考:", "備考: —")
    assert codes(replaced(*marks)) == []


def test_names_of_record_items_are_as_the_system_has_them() -> None:
    items = ("- 振込口座", "- ﾌﾘｶﾞﾅ(ＩＤ。。unnecessary 項目")
    assert codes(replaced(items)) == []


def test_the_rows_of_the_log_quote_what_was_written() -> None:
    old = ("変更前の記載: 国民健康保険課長", "変更前の記載: 届出をを(確認する。。ｼｽﾃﾑ⼈ II-2-③")
    new = ("変更後の記載: 保険年金課長", "変更後の記載: 届出の内容を")
    assert codes(replaced(old, new)) == []


def test_what_failed_its_shape_is_not_looked_at() -> None:
    text = replaced(("市民部 保険年金課\n    所属長", "[市民部、、保険年金課]\n    所属長"))
    assert codes(text) == []


def test_the_place_is_the_right_one_of_several() -> None:
    text = "ー 「い」 「い」 「い"
    (one,) = found(usage(text))
    assert one.code == "N021"
    line = usage(text).split("\n")[one.span.line - 1]
    assert one.span.column == line.rindex("「い") + 1


def test_a_folded_text_is_pointed_at_as_a_whole() -> None:
    text = replaced(
        (USAGE, "使用方法: 届出の内容\n        を、\n        。確認する、\n        、。")
    )
    assert {one.span.line for one in found(text)} == {84}


def test_every_invisible_character_is_found_in_a_text() -> None:
    """Most texts are passed over without a search: that may lose none of the characters."""
    invisible = [char for char in map(chr, range(0x110000)) if INVISIBLE.match(char)]
    forbidden = [char for char in invisible if FORBIDDEN.match(char)]
    texts = {char: BASE.replace(USAGE, USAGE.replace("確認", f"確{char}認")) for char in invisible}
    assert "".join(forbidden) == "\ufeff"
    for char in "\u034f\u115f\u17b5\u202e\u3164\uffa0\u200b\U000e0041":
        assert "N012" in codes(texts[char])
    assert all(may_have_any(Source("x", text)) for text in texts.values())


def test_an_invisible_character_is_named_once_for_each_place() -> None:
    (one, other) = found(usage("届\u202e出\u200b書"))
    assert (one.severity, other.severity) == ("error", "warning")
    assert other.span.column == one.span.column + 2


def test_kanji_variants_are_visible() -> None:
    assert codes(usage("葛\U000e0100城の届出")) == []


def test_words_that_are_cut_are_no_words() -> None:
    assert not {"情報提供ネットワーク", "国民健康", "中間サーバ"} & set(CUT_WORDS)
    assert katakana("口グ") == "ログ"
    assert katakana("サ―バ") == "サーバ"
    assert katakana("システ厶") == "システム"
    assert katakana("セキュリティチ工ック") == "セキュリティチェック"


def test_fixable_rules_have_one_answer() -> None:
    fixable = {rule.code for rule in RULES if rule.fixable}
    assert fixable == {
        *("N012", "N013", "N014", "N015", "N016", "N018", "N022", "N024", "N025", "N028", "N029"),
    }


PIECES = [
    *("。", "、", "①\n", "(", "「", "」", "<", "<a ", "I", "a", "a ", "あa", "1", "1０"),
    *("計1", "1件と", "をを", " \n", "　", "サ一", "の", "課", "市民課", "ｱ", "⼈", "务"),
    *("㍻", "か\u3099", "<システム>\n", "\u200b", "\u202e", "，", "Ａ", "。あ"),
    "届出の内容を確認し、資格を決定する。",
]


@pytest.mark.parametrize("piece", PIECES)
def test_a_hostile_text_is_read_in_linear_time(piece: str) -> None:
    """A slow pattern would never end; what is found does not matter."""
    assert len(found(usage((piece * LENGTH)[:LENGTH]))) < 300


@pytest.mark.parametrize(
    ("text", "numeral"),
    [
        ("III-6を参照", "III"),
        ("II-4-委託事項1を参照", "II"),
        ("III-3-リスク1のとおり", "III"),
        ("I-2-システム1を用いる。", "I"),
        ("IV-1のとおり", "IV"),
        ("II-2参照", "II"),
        ("III-6及びⅢ-7のとおり", "III"),
        ("別紙II-1のとおり。III-6に記載した手順による。", "III"),
    ],
)
def test_a_reference_to_an_item_has_the_numeral_of_the_form(text: str, numeral: str) -> None:
    (slip,) = [one for one in found(usage(f"届出を確認する。{text}")) if one.code == "N007"]
    start = usage(f"届出を確認する。{text}").splitlines()[slip.span.line - 1].index(text)
    assert f"英字で「{numeral}」" in slip.message
    assert (slip.span.line, slip.path[-1]) == (84, "使用方法")
    assert slip.span.column == start + text.index(f"{numeral}-", 4 if "別紙" in text else 0) + 1


@pytest.mark.parametrize(
    "text",
    [
        "I型糖尿病",
        "III-2型の者",
        "II-1号を参照",
        "I-2を参照",
        "V-5のとおり",
        "図II-1のとおり",
        "資料III-2を参照",
        "情報セキュリティ対策基準のIII-6を参照",
        "別紙II-1のとおり",
        "国の付録II-3を参照",
        "附属書II-2に示す",
        "Annex II-2を参照",
        "フェーズII-2に記載",
        "II-13を参照",
        "契約書のII-4-委託事項1を参照",
        "別紙III-3-リスク2のとおり",
        "HIV-1を参照",
        "III-6の措置",
    ],
)
def test_what_may_be_no_item_of_the_form_keeps_its_letters(text: str) -> None:
    assert "N007" not in codes(usage(f"届出を確認する。{text}"))
