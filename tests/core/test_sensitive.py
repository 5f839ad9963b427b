"""Numbers that may be a 個人番号, and secrets: what is one, what is none, what is hidden."""

from __future__ import annotations

import re
from random import Random
from string import ascii_letters, digits

import pytest

from attacks.hostile import bounded
from pia_cli.core.my_numbers import check_digit, may_be_my_number, my_numbers
from pia_cli.core.sensitive import mask_of, masked, secrets, sensitive
from pia_cli.core.text import short, short_pair
from pia_cli.core.unseen import ODD_SPACES

VALID = "123456789018"
KEY = "sk-9fK2mQ7xTz41LbVw"
UUID = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"
PW = "Kaigo2024!"
ALPHANUMERIC = ascii_letters + digits
BASE64 = f"{ALPHANUMERIC}+/"


def likely(text: str) -> list[str]:
    """The numbers that are found fault with."""
    return [text[one.start : one.end] for one in my_numbers(text) if one.is_likely]


@pytest.mark.parametrize(
    ("digits", "expected"),
    [
        ("12345678901", 8),
        ("10000000000", 5),  # 6 of 11: 11 - 6
        ("00000011000", 0),  # 5 + 6 leaves 0
        ("00000020000", 0),  # 2 * 6 leaves 1
    ],
)
def test_check_digit(digits: str, expected: int) -> None:
    assert check_digit(digits) == expected
    others = {f"{digits}{digit}" for digit in range(10) if digit != expected}
    assert may_be_my_number(f"{digits}{expected}")
    assert not any(map(may_be_my_number, others))


@pytest.mark.parametrize("digits", ["", "12345678901", f"{VALID}0", "000000000000", "１" * 12])
def test_no_twelve_digits(digits: str) -> None:
    assert not may_be_my_number(digits)


@pytest.mark.parametrize(
    "text",
    [
        VALID,
        "1234 5678 9018",
        "1234-5678-9018",
        "1234 - 5678 - 9018",
        "１２３４５６７８９０１８",
        "１２３４　５６７８　９０１８",
        "１２３４－５６７８－９０１８",
        "1234ー5678ー9018",
    ],
)
@pytest.mark.parametrize("around", ["{}", "番号は{}です", "- {}", '"{}"', "mynumber: {}.", "({})"])
def test_it_is_found_in_any_spelling(text: str, around: str) -> None:
    whole = around.format(text)
    assert likely(whole) == [text]
    hidden = masked(whole)
    assert len(hidden) == len(whole)
    assert not any(char.isdecimal() for char in hidden)


@pytest.mark.parametrize(
    "text",
    [
        "123456789017",
        "1234567890183",
        f"0{VALID}",
        "1234-5678-9018-1234",
        "9999 1234 5678 9018",
        "1234 5678-9018",
        "123456-789018",
        "202503281009",
        "2017 2018 2016",
        "1234\n56789018",
    ],
)
def test_another_number_is_none(text: str) -> None:
    assert list(my_numbers(text)) == []
    assert masked(text) == text


@pytest.mark.parametrize(
    "text",
    [
        f"A{VALID}",
        f"{VALID}b",
        "3f2504e0-4f89-11d3-9a0c-123456789018",
        f"0.{VALID}",
        f"第{VALID}号",
        f"{VALID}円",
        f"{VALID} 件",
        "1234-5678-9018号",
        f"文書番号:{VALID}",
        f"契約番号は {VALID}",
        f"https://www.example.jp/{VALID}",
        f"{VALID}.pdf",
        "+123456789018",
    ],
)
def test_what_is_told_as_another_number_is_only_hidden(text: str) -> None:
    """A piece that is cut out of it is hidden, so the whole is, wherever it is shown."""
    assert likely(text) == []
    assert masked(text) == re.sub(r"[0-9](?=[-0-9]*9018)|9018", lambda one: "*" * len(one[0]), text)


@pytest.mark.parametrize(
    ("text", "kind", "hidden"),
    [
        ("password=Passw0rd!", "パスワードなど", "password=*********"),
        ('# PASSWORD: "hunter2"', "パスワードなど", '# PASSWORD: "*******"'),
        (
            "初期パスワードは別途。パスワード：abc-123、",
            "パスワードなど",
            "初期パスワードは別途。パスワード：*******、",
        ),
        (
            "初期パスワードは kaigo2024! とする",
            "パスワードなど",
            "初期パスワードは ********** とする",
        ),
        ("ID/PWは admin/P@ssw0rd です", "パスワードなど", "ID/PWは ************** です"),
        (
            "パスワードを「Abc12345」に変更する",
            "パスワードなど",
            "パスワードを「********」に変更する",
        ),
        ("PW: Abc12345", "パスワードなど", "PW: ********"),
        ("api_key = a1b2c3d4e5", "パスワードなど", "api_key = **********"),
        *(
            (text, "パスワードなど", text.replace(value, re.sub("[!-~]", "*", value)))
            for text, value in (
                ("ID=admin パスワード=Yobo2025x 内線1234", "Yobo2025x"),
                ("パスワード：Yobo2025x（保守用）", "Yobo2025x"),
                ("パスワード:Yobo2025x(保守用)", "Yobo2025x"),
                ("パスワード=Yobo2025x　保守", "Yobo2025x"),
                ("パスワード=Yobo2025x を使う", "Yobo2025x"),
                ("パスワード＝YOBO2025 で接続する", "YOBO2025"),
                ("PW:Yobo2025x 担当 情報政策課", "Yobo2025x"),
                ("password: Yobo2025x user: admin", "Yobo2025x"),
                ("ID:admin/PASS:Yobo2025x", "Yobo2025x"),
                ("パスワード：Yobo2025! とする", "Yobo2025!"),
                ("パスワード（初期）：Yobo2025x", "Yobo2025x"),
                ("パスコード：Yobo2025", "Yobo2025"),
                ("パスワード「Yobo2025!」でログインする", "Yobo2025!"),
                ("パスワード『Yobo2025!』を入力する", "Yobo2025!"),
                ("パスワードに「Yobo2025!」を設定した", "Yobo2025!"),
                ("パスワードは「Yobo2025!」です", "Yobo2025!"),
                ("パスワード「Yobo2025」を使用する", "Yobo2025"),
                ("ユーザID yobo01 パスワード yobo01pw", "yobo01pw"),
                ("アカウント：yobo01、PW　yobo01pw、内線1234", "yobo01pw"),
                ("パスワード=Isogo2024!", "Isogo2024!"),
                ("パスワード=Office2024!", "Office2024!"),
                ("パスワード（Midori#2024）と顔認証", "Midori#2024"),
                ("パスワード「Midori#2024」と顔認証", "Midori#2024"),
                ("共通パスワード「Midori#2024」を職員に配る", "Midori#2024"),
                ("パスワード Midori#2024 と顔認証", "Midori#2024"),
                ("パスワード（端末）（Midori#2024）", "Midori#2024"),
                ("ID・パスワード（初期値: Kenko2024!）", "Kenko2024!"),
                ("パスワード（初期値はKenko2024!）を配る", "Kenko2024!"),
                ("PW Midori@2024、内線1234", "Midori@2024"),
            )
        ),
        *(
            (f"{name}{mark}{KEY}", "パスワードなど", f"{name}{mark}{'*' * len(KEY)}")
            for mark in (": ", "：", "=", "は")
            for name in (
                *(
                    "APIキー",
                    "ＡＰＩキー",
                    "API キー",
                    "api-キー",
                    "アクセスキー",
                    "アクセストークン",
                    "トークン",
                ),
                *(
                    "シークレットキー",
                    "シークレット",
                    "秘密鍵",
                    "認証キー",
                    "認証鍵",
                    "暗号鍵",
                    "暗号化キー",
                ),
            )
        ),
        (f"APIキー「{KEY}」を設定する", "パスワードなど", f"APIキー「{'*' * len(KEY)}」を設定する"),
        (
            "APIキー（保守用）：wJ7lrXUt9FEMI4K7MDENG/bPxRfiC",
            "パスワードなど",
            f"APIキー（保守用）：{'*' * 29}",
        ),
        ("シークレット：Kaigo2024!", "パスワードなど", "シークレット：**********"),
        *(
            (f"パスワードを {PW} に{end}", "パスワードなど", f"パスワードを {'*' * 10} に{end}")
            for end in ("設定する", "設定した。", "固定する", "する", "した。", "変更する")
        ),
        (
            "パスワード：\u00a0Yobo2025x\u2009（保守用）",
            "パスワードなど",
            "パスワード：\u00a0*********\u2009（保守用）",
        ),
        *(
            (f"{before}{value}{after}", "パスワードなど", f"{before}{'*' * len(value)}{after}")
            for before in (
                "パスワード：\n",
                "# パスワード：\n# ",
                "  パスワード: |-\n    ",
                "PW=\r\n「",
                "PW（保守）：　\n・",
            )
            for value in ("Tr0ub4dor7x", PW, "Xy7Qm2Lp", "K4-iG0x9Qe2Lm")
            for after in ("", "\n", "。\r\n", "」\n次の行")
        ),
        ("パスワード＝Ｙｏｂｏ２０２５", "パスワードなど", f"パスワード＝{'＊' * 8}"),
        ("ＰＷ：Ｙｏｂｏ＃２０２５", "パスワードなど", f"ＰＷ：{'＊' * 9}"),
        ("ｐｗ：Ｙｏｂｏ２０２５", "パスワードなど", f"ｐｗ：{'＊' * 8}"),
        ("ｐａｓｓｗｏｒｄ＝Ｙｏｂｏ２０２５", "パスワードなど", f"ｐａｓｓｗｏｒｄ＝{'＊' * 8}"),
        ("パスワード　：　Yobo2025!", "パスワードなど", f"パスワード　：　{'*' * 9}"),
        ("ｐａｓｓｗｏｒｄ：Yobo2025", "パスワードなど", f"ｐａｓｓｗｏｒｄ：{'*' * 8}"),
        (
            "パスワードは Ｙｏｂｏ２０２５ とする",
            "パスワードなど",
            f"パスワードは {'＊' * 8} とする",
        ),
        ("パスワード：\nＫａｉｇｏ２０２４！", "パスワードなど", f"パスワード：\n{'＊' * 10}"),
        (
            "パスワード：\n　「Ｔｒ０ｕｂ４ｄｏｒ７ｘ」\n以上",
            "パスワードなど",
            f"パスワード：\n　「{'＊' * 11}」\n以上",
        ),
        ("暗証番号：\n  9753\n", "暗証番号", "暗証番号：\n  ****\n"),
        (
            "# 暗証番号（端末）：\r\n# ９７５３４２\r\n",
            "暗証番号",
            f"# 暗証番号（端末）：\r\n# {'＊' * 6}\r\n",
        ),
        (
            "APIキー：" + UUID,
            "パスワードなど",
            f"APIキー：{'*' * len(UUID)}",
        ),
        (
            f"APIキー（保守）：　\n・{KEY}。",
            "パスワードなど",
            f"APIキー（保守）：　\n・{'*' * 19}。",
        ),
        ("token: " + KEY, "パスワードなど", f"token: {'*' * len(KEY)}"),
        ("暗証番号：4829", "暗証番号", "暗証番号：****"),
        ("暗証番号4821、顔認証", "暗証番号", "暗証番号****、顔認証"),
        ("暗証番号（4821）", "暗証番号", "暗証番号（****）"),
        ("暗証番号 4821", "暗証番号", "暗証番号 ****"),
        ("暗証番号＝４８２９（保守用）", "暗証番号", "暗証番号＝＊＊＊＊（保守用）"),
        ("パスコード（端末）: 482951 内線1234", "暗証番号", "パスコード（端末）: ****** 内線1234"),
        ("暗証番号は「4829」とする", "暗証番号", "暗証番号は「****」とする"),
        ("端末の暗証番号は4829とし", "暗証番号", "端末の暗証番号は****とし"),
        ("パスワードはkaigo2024!とし", "パスワードなど", "パスワードは**********とし"),
        *(
            (f"{name}{value}", "パスワードなど", f"{name}{'*' * len(value)}")
            for name in ("シークレットアクセスキー：", "トークン: ", "秘密鍵=")
            for value in (
                "2O76UMFxFkM/R5Kjp1vRt+1fjORS/6ilI8ihN5KX",
                "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC",
                "qVbZxKtGmWrJpLsHdYcNfTgB",
                "0cc175b9c0f1aaaaaaaa399e269772661",
                "k3jf8dkslq02mvnx7cbz5oepwiru4tya",
            )
        ),
        (
            "トークンは glpat-abcDEF123456ghiJKL78 とする",
            "パスワードなど",
            f"トークンは {'*' * 26} とする",
        ),
        ("AKIAIOSFODNN7EXAMPLE", "AWS のアクセスキー", "*" * 20),
        ("Secret-Key: a1b2c3d4e5", "パスワードなど", "Secret-Key: **********"),
        ("pa\u017f\u017fword=Kaigo2024!", "パスワードなど", "pa\u017f\u017fword=**********"),
        ("パスフレーズ＝abc-123", "パスワードなど", "パスフレーズ＝*******"),
        ("暗証番号が「a1b2c3」である", "パスワードなど", "暗証番号が「******」である"),
        *(
            (f"{start}_" + "a1" * 18, "GitHub のトークン", "*" * (len(start) + 37))
            for start in ("ghp", "gho", "ghu", "ghs", "ghr", "github_pat")
        ),
        ("ASIA" + "A1" * 8, "AWS のアクセスキー", "*" * 20),
        ("AIza" + "a-1_b" * 7, "Google の API キー", "*" * 39),
        *(
            (f"xox{kind}-0123456789", "Slack のトークン", "*" * 15)
            for kind in ("a", "b", "p", "r", "s")
        ),
        ("sftp://u:pa55@host", "URL の中のパスワード", "sftp://******@host"),
        ("://係:合言葉@", "URL の中のパスワード", "://＊*＊＊＊@"),
    ],
)
def test_secrets(text: str, kind: str, hidden: str) -> None:
    assert [one.kind for one in secrets(text)] == [kind]
    assert masked(text) == hidden


@pytest.mark.parametrize("kind", ["", "RSA ", "OPENSSH ", "ENCRYPTED ", "EC "])
def test_private_keys(kind: str) -> None:
    assert [one.kind for one in secrets(f"-----BEGIN {kind}PRIVATE KEY-----")] == ["秘密鍵"]


BODY = ("MIIEpAIBAAKCAQEA7bq4Yl0c", "xJ8Zq3vT1kQmW9sR5uHdNfPe", "a1B2c3==")


@pytest.mark.parametrize("joint", ["\n", "\n      ", "\r\n", " ", "\\n", "\n# "])
@pytest.mark.parametrize("told", [(), ("Proc-Type: 4,ENCRYPTED", "DEK-Info: AES-128-CBC,0A1B2C3D")])
def test_the_body_of_a_private_key_is_hidden(joint: str, told: tuple[str, ...]) -> None:
    head, foot = "-----BEGIN RSA PRIVATE KEY-----", "-----END RSA PRIVATE KEY-----"
    text = f"鍵は次のとおり。\n{joint.join((head, *told, *BODY, foot))}\n以上である。\n"
    assert [one.kind for one in secrets(text)] == ["秘密鍵"]
    hidden = masked(text)
    assert len(hidden) == len(text)
    assert not any(part[:6] in hidden for part in BODY)
    assert hidden.endswith("\n以上である。\n")
    assert hidden.count("\n") == text.count("\n")
    said = mask_of(sensitive(text))(f"      {BODY[1]}")
    assert said == f"      {'*' * len(BODY[1])}"


def test_what_is_said_of_a_private_key_is_not_hidden() -> None:
    text = (
        "-----BEGIN PRIVATE KEY-----\n備考: PEM 形式の鍵は置かない。\n別添: https://example.jp/\n"
    )
    assert masked(text) == text.replace(
        "-----BEGIN PRIVATE KEY-----", "********** ******* ********"
    )


@pytest.mark.parametrize(
    "text",
    [
        "IDとパスワードによる認証が必要となる。",
        "パスワード: 8文字以上の英数字とする。",
        "パスワード：SHA-256でハッシュ化する。",
        "パスワード: SHA-256",
        "パスワード: ********",
        "パスワード: xxxxxxxx1",
        "パスワード: 定期的に変更",
        "パスワードは8文字以上とする",
        "パスワードは8-16文字とする",
        "パスワードは定期的に変更する",
        "パスワードは12345678とする",
        "パスワードはA-Za-z0-9とする",
        "パスワードはSHA-256とする",
        "パスワードはLGWAN-ASP2に変更する",
        "パスワードは1Passwordを用いて管理する",
        "パスワードはActiveDirectoryである",
        "パスワードはID2024-001の規程による",
        "IDとPWは別々に渡す",
        "password: required",
        "password: ${PASSWORD_1}",
        "token: OAuth2.0",
        "token=OAuth2.0による",
        "暗証番号: 20250401",
        "secret: https://example.jp/a1b2c3",
        "-----BEGIN CERTIFICATE-----",
        "-----BEGIN PUBLIC KEY-----",
        "https://www.example.jp:8080/a@b",
        "利用者証明用電子証明書の暗証番号（4桁の数字）",
        "パスワード: 英数字8文字",
        "パスワード：8文字以上（英数字）",
        "パスワード（PW）：定期的に変更",
        "パスワード：ＩＤと同じものは使わない",
        "パスワード：Active Directoryで管理",
        "パスワード：KeePass2 で管理する",
        "パスワード：2FA/MFA（多要素認証）を併用する",
        "パスワード：NTLMv2 認証による",
        "パスワード：Level-3 以上とする",
        "パスワード: A-Za-z0-9を組み合わせる",
        "パスワード: [A-Za-z0-9]{8,}",
        "パスワード：ＳＨＡ－２５６（ソルト付き）で保存する",
        "パスワードに「password1」等の推測されやすい文字列を用いない",
        "パスワードは「abc12345」などとしない",
        "パスワード「規程第12条」による",
        "パスワード「password1」を使用しない",
        "password: required by policy",
        "password: 2-factor authentication",
        "パスワード：https://example.jp/pw1 を参照",
        "ID/PW: 別途通知",
        "ID/PASS：別途通知",
        "bypass: route-2a",
        "PW=＊＊＊",
        "PW：＊＊＊＊＊＊＊＊1",
        "トークン: SHA256",
        "token: TLSv1.3 による",
        "IDとパスワード SHA-256",
        "暗証番号：4桁",
        "暗証番号：2025年に変更",
        "暗証番号：2025 年度に変更",
        "暗証番号：1234567890123",
        "暗証番号は、2025年度に変更する",
        "暗証番号: 2025-04-01",
        "パスワード：2025",
        "パスワード（KeePass2）と顔認証",
        "パスワード（LGWAN-ASP2）で管理する",
        "パスワード（A-Z,a-z,0-9,!#$）を用いる",
        "パスワード P@ssw0rd1 等の推測されやすいものを用いない",
        "パスワード「P@ssw0rd1」などとしない",
        "パスワード「P@ssw0rd1」のような文字列は使わない",
        "パスワード「P@ssw0rd1」は使用しない",
        "パスワード+FIDO2/OTP による認証",
        "ID/パスワード admin01@city.example.jp に照会する",
        "暗証番号1234、0000等は用いない",
        "暗証番号2025年度",
        "暗証番号 12345678",
        "暗号鍵：AES-256",
        "暗号鍵：Camellia-256bit",
        "暗号鍵：ChaCha20-Poly1305 による",
        "暗号鍵はCRYPTREC-LS-0001-2022による",
        "暗号化キー：ECDSA-P256/SHA-256",
        "秘密鍵：PKCS#12/P12形式",
        "秘密鍵の管理：HSMで行う",
        "秘密鍵: HSM-9fK2（耐タンパ装置）",
        "トークン：ハードウェアトークン",
        "トークン：YubiKey5NFC",
        "トークン：OTP-C200",
        "アクセストークン：OAuth2.0",
        "認証キー：USBキー（FIDO2/U2F）",
        "アクセスキー：AWS-KMS で管理する",
        "シークレット：定期的に変更する",
        "APIキー：${API_KEY_1}",
        "APIキー：GoogleAuthenticator6.0",
        "キーワード：sk-9fK2mQ7xTz41LbVw",
        "トークン：\n  - YubiKey5C/YubiKey5Ci",
        "暗号鍵：\nsecp256r1/secp384r1",
        "トークンはRS256/ES256/PS256/HS256とする。",
        "トークン「YubiKey5C/5Ci」を使用する。",
        "トークン（KEY01~KEY04）を配る",
        "パスワード（user01~user20）は別に管理する",
        "パスワード（KeePass2*1）",
        "パスワード（初期値: 英数字8文字）",
        "パスワード（初期値: ID2024）",
        "ワンタイムパスワード：OTP-C200",
        "ワンタイムパスワードはSecurID700とする",
        "Token：YubiKey5C/YubiKey5Ci",
        "アクセストークン：accessTokenForMyNumberCardApiV2",
        "パスワード：\n2025",
        "暗証番号：\n4桁の数字",
        "暗証番号：\n2025年",
        "暗証番号の桁数\n9753",
        "パスワードをSHA-256に設定する",
        "パスワードを8文字以上に設定する",
        "パスワード：\n8文字以上",
        "パスワード：\nKeePass2",
        "パスワード：\nActiveDirectory2019\n",
        "パスワード：\n\nTr0ub4dor7x",
        "パスワード：\n利用者: Tr0ub4dor7x",
        "パスワードの管理\nTr0ub4dor7x",
    ],
)
def test_no_secrets(text: str) -> None:
    assert list(secrets(text)) == []


STANDARDS = (
    *("SHA", "AES", "RSA", "DES", "MD5", "SAML", "TLS", "SSL", "HMAC", "FIDO", "TOTP", "HOTP"),
    *("ISO", "JIS", "NIST", "UTF", "RFC", "FIPS", "OAuth", "OpenID", "PBKDF", "Active", "Windows"),
    *("Base64", "ASCII", "bcrypt", "scrypt", "Argon", "LGWAN", "Microsoft", "Office"),
)


@pytest.mark.parametrize("name", STANDARDS)
def test_what_begins_with_a_standard_is_no_password(name: str) -> None:
    said = "パスワードは{}-2019とする"
    assert [one.kind for one in secrets(said.format("Isogo"))] == ["パスワードなど"]
    assert list(secrets(said.format(name))) == []


@pytest.mark.parametrize(
    "names",
    [
        *("YubiKey5/YubiKey5C", "YubiKey5C/5Ci", "iKey2032/eToken5110", "ePass2003/ePass3003"),
        *("SafeNet/eToken5110CC", "iOS16/iPadOS16/Android13", "Win10/Win11/TPM2.0/SHA2"),
        *("HSM(nShield5c/Luna7)", "nShield5c/Luna7A700", "Oracle12cR2/Oracle19c", "iPadAir5M1"),
        *("iPhone14ProMax128GB", "NEC/Express5800/R120h-1M", "XChaCha20Poly1305"),
        *("secp256r1/secp384r1", "prime256v1+secp384r1", "3DES/AES128/AES256/SHA256"),
        *("RS256/ES256/PS256/HS256", "ECDSA-P256/Ed25519/X25519/RSA4096", "XTS-AES256/TPM2.0"),
        *("WPA2-PSK/WPA3-SAE/802.1X", "IPsec/IKEv2/AES256", "AES128~AES256", "RSA4096*1"),
        *("R5/R6/R7/R8", "2024Q1/2024Q2", "K1/K2/K3/K4", "KEY01,KEY02,KEY03,KEY04"),
        *("H30.4.1/R1.5.1/R6.4.1/R7.4.1", "v1/v2/v3/v4", "kv/data/pia2024v2/db1", "KEY#1/KEY#2"),
        *("KEY01~KEY04", "KM2024-01A-02B", "KM2024A01B02", "00:1A:2B:3C:4D:5E", "$API_KEY_V1"),
        *("AES-256-GCM/SHA-256", "LTFS2.4/LTO-8", "FIDO2/WebAuthn", "TLS_AES_256_GCM_SHA384"),
        *("ECDHE-RSA-AES256-GCM-SHA384", "RSA2048OAEPwithSHA256", "RSASSA-PKCS1-v1_5"),
        *("nistP256/nistP384", "brainpoolP256r1/brainpoolP384r1", "ECDHx25519Kyber768"),
        *("CRYSTALS-Kyber1024", "MISTY1/KASUMI/CamelliaV128", "X.509v3SubjectKeyIdentifier"),
        *("SQLServer2019SP2CU13", "ActiveDirectoryWS2019FL2016", "LGWANAspV2Token01"),
        *("82XB0051JP/20YSS1HF00", "FMVD5402AP/FMVU90LC3G", "CF-SV1RFCKS/CF-LV9RDCKS"),
        *("PC-GN1644ZDAS2/PC-MKM28BZG1", "MGN63J/A/MYDA2J/A", "SH-M24R/SHM26A", "lib64/pkcs11"),
        *("PRIMERGYRX2530M5", "HPEProLiantDL380Gen10", "DellPowerEdgeR740xd", "ThalesLunaPCIe7"),
        *("CryptoServerSe52LAN", "PayShield9000/10K", "AWSCloudHSMhsm1.medium", "SCR3310-NTTCom"),
        *("CLOUD2700NTTCom", "ACR39U-NTTCom", "SafeNetIDPrimeMD840", "IDPrime3940FIDO"),
        *("RSASecurID700/SID820", "OneTimePassTokenC200OTP", "VASCODIGIPASSGO6/GO7"),
        *("DigipassGO6DP4APP", "ARCACLAVISWaysV3L10", "SmartOnIDV3R1", "NECIDExpertV3L20"),
        *("TKC/TASKCloudV8R1", "COKASRi/ADII-V2", "XperiaXZ2CompactSO-05K", "VeraCrypt1.25.9"),
        *("SecureKeyModuleV2R1", "apikey_prod_v2_2024", "kid:2024Q1a", "API-KEY-PROD-0001"),
        *("HSM01-Slot02-Key03", "kek/dek/cmk-v1", "sk-learn1.4", "hvs.Vault2", "IDEAandCAST"),
        *("iPadAir5M1/iPhoneSE3", "ThalesLunaPCIeHSM7", "PKIeTokenNGOTP72k", "iKeePass2/KeePassXC"),
        *("eMAFFIDgBizIDPrime", "BOXaPIv2DropboxAPIv2", "FeliCaPaSoRiRC-S380/DigiPassGO6/GO7"),
        *("gBizIDPrime/gBizIDEntry/PaSoRiRCS380S", "PaSoRiRC-S380/RC-S300/HMAC-SHA256/HKDF"),
        *("SoloKeysV2NFC-A/AzureADP1/FIPS140-2Level3", "IDPrimeMD840/IDPrimeMD3811"),
    ],
)
def test_names_of_products_and_methods_are_no_keys(names: str) -> None:
    for key in ("トークン", "暗号鍵", "共通鍵", "秘密鍵", "認証キー", "APIキー", "シークレット"):
        said = (f"{key}：{names}", f"{key}は{names}とする。", f"{key}「{names}」を使用する。")
        below = (f"{key}：\n  {names}\n", f"- {key}：\n  - {names}\n", f"{key}（{names}）")
        for text in (*said, *below):
            assert list(secrets(text)) == []


@pytest.mark.parametrize(
    ("name", "letters", "length", "most_missed"),
    [
        ("シークレットアクセスキー：", BASE64, 40, 0.03),
        ("トークン：", ALPHANUMERIC, 20, 0.1),
        ("トークン：", ALPHANUMERIC, 24, 0.08),
        ("トークン：", ALPHANUMERIC, 32, 0.03),
        ("トークン：", f"{ALPHANUMERIC}-_", 43, 0.03),
        ("秘密鍵：", BASE64, 32, 0.08),
        ("APIキー：", "0123456789abcdef", 32, 0.01),
    ],
)
def test_keys_by_chance(name: str, letters: str, length: int, most_missed: float) -> None:
    """What looks like the name of a thing by chance is let go: a product is not to be an error."""
    chance, count = Random(1), 1_000
    keys = ("".join(chance.choices(letters, k=length)) for _ in range(count))
    assert sum(not list(secrets(f"{name}{key}")) for key in keys) <= most_missed * count


NAMES = (
    *("iPadAir5M1", "iPhoneSE3", "YubiKey5CNFC", "MyNaPortalAPIv1", "PaSoRiRC-S380", "RC-S300"),
    *("FeliCaPaSoRiRC-S380", "SmartOnID", "mFILTERv5", "IDaaSHENNGE1", "MacBookProM3", "OpenSSL3"),
    *("SIDxIDpIDm", "eMAFFIDgBizIDPrime", "ThalesLunaPCIeHSM7", "PKIeTokenNGOTP72k", "PKCS11v3"),
    *("GalaxyTabS9FE5G", "ATKeyCard2", "SSOcubeV2", "KaoAuth3", "LTFS-AES256-GCM", "CloudHSMv2"),
)


def test_lists_of_names_are_no_keys() -> None:
    chance = Random(3)
    for _ in range(1_000):
        text = f"トークン：{'/'.join(chance.sample(NAMES, chance.choice((2, 3))))}"
        assert (text, list(secrets(text))) == (text, [])


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1234 ",
        "1234-",
        "password=",
        "a1!",
        "://a:b",
        "-----",
        "gh",
        "PWはa1",
        "PWは",
        "パスワード",
        "PW:a1b2c3 ",
        "PW「a1b2c3」",
        "ID a1 PW ",
        "暗証番号：4829 ",
        "暗証番号（",
        "暗証番号4821",
        "PW a1#b2c3d4 ",
        "PW（a1#b2c3d4",
        "ＰＷ：ａ１",
        "APIキー：a1B2c3",
        "PW：\na1b2c3d4",
        "暗証番号：\n4829\n",
        "パスワード：\nＫａ２！",
        "1\u200b",
        "1234\u200b\u200b \u200b",
        "パスワード：\n",
        "# ",
        "-",
    ],
)
def test_long_texts(piece: str) -> None:
    with bounded():
        masked((piece * 100_000)[:100_000])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_secrets_are_found_in_every_line(end: str) -> None:
    told = ("パスワードはkaigo2024!とする。", "資格を管理する。", "password=Kaigo2024!", "ID", "")
    text = end.join((*told, *told, "PWはKaigo2024!", ""))
    found = [text[one.start : one.end] for one in secrets(text)]
    assert found == [*["kaigo2024!", "Kaigo2024!"] * 2, "Kaigo2024!"]
    assert [one.start for one in secrets(text)] == sorted(
        match.start() for match in re.finditer("[Kk]aigo2024!", text)
    )


@pytest.mark.parametrize("blank", ["", " ", "　", "-", "－", " - ", *ODD_SPACES, "\u00a0-\u2009"])
def test_a_number_is_found_however_it_is_spaced(blank: str) -> None:
    for number in (("1234", "5678", "9018"), ("１２３４", "５６７８", "９０１８")):
        assert likely(f"個人番号は{blank.join(number)}である") == [blank.join(number)]


@pytest.mark.parametrize(
    "unseen",
    [
        "\u00ad",
        "\u200b",
        "\u2060",
        "\ufeff",
        "\u202e",
        "\u200b\u200d",
        *("\u200b" * 4, "\u2060" * 50),
    ],
)
@pytest.mark.parametrize(
    "number",
    [
        *("1234_5678_9018", "123456_789018", "_1234 _5678 _9018", "1_2345678901_8"),
        *("_".join("123456789018"), "1234_ _-_ _5678_ _-_ _9018"),
    ],
)
def test_a_number_is_found_with_what_nobody_sees_in_it(unseen: str, number: str) -> None:
    spelled = number.replace("_", unseen)
    text = f"{unseen}台帳{unseen}の{spelled}{unseen}の分と{spelled}"
    found = spelled.lstrip(unseen)
    assert likely(text) == [found, found]
    assert not any(char.isdecimal() for char in masked(text))
    assert len(masked(text)) == len(text)
    assert not any(
        char.isdecimal() for char in mask_of(sensitive(text))(spelled[: len(spelled) // 2])
    )


@pytest.mark.parametrize("number", [f"{VALID}\u200b3", f"0\u200b{VALID}", "1234\u200b\n56789018"])
def test_what_nobody_sees_makes_no_number(number: str) -> None:
    assert list(my_numbers(number)) == []


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("「Kaigo2024!」は日付ではありません", "「**********」は日付ではありません"),
        ("「保守用のパスワード=Kaigo202…」", "「保守用のパスワード=********…」"),
        ("「…go2024!」", "「…*******」"),
        ("「1234 567…」", "「**** ***…」"),
        ("「１２３４　５６７…」", "「＊＊＊＊　＊＊＊…」"),
        ("令和8年2月16日と2024年、1234件", "令和8年2月16日と2024年、1234件"),
    ],
)
def test_parts_of_what_a_text_has_are_hidden_elsewhere(said: str, shown: str) -> None:
    """A message quotes a piece, from which nobody could tell what it is of."""
    text = "備考: パスワード=Kaigo2024!\n# 1234 5678 9018\n"
    assert mask_of(sensitive("記載なし"), sensitive(text))(said) == shown
    assert mask_of(sensitive("記載なし"))(said) == said


@pytest.mark.parametrize("password", ["JJJK9#", "#JJJK9"])
def test_a_sign_at_its_end_is_a_part_of_it(password: str) -> None:
    assert mask_of(sensitive(f"パスワード={password}"))(password) == "******"


@pytest.mark.parametrize("before", ["", "宛名", "あ" * 28, "あ" * 34])
def test_a_quoted_text_is_masked_before_it_is_cut(before: str) -> None:
    text, other = f"{before}パスワード=Kaigo2024!", f"{before}パスワード=Kaigo2025!"
    for quoted in (short(text), *short_pair(text, other)):
        assert not re.search("[Kaigo2!]", quoted)
        assert "…" in quoted or quoted == f"{before}パスワード=**********"
