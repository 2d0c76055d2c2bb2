"""What is cut out of every text that outlives a run, and what stays."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onemetre.contract.errors import SourceError
from onemetre.contract.redaction import CUT, LONGEST, identity, redact, redact_all, sentence, shown_name

SECRET = "hUsH4711"  # pragma: allowlist secret
TEXTS = [
    # Query strings, whole.
    f"https://maps.example.com/x.tif?{SECRET}",
    f"https://maps.example.com/x.tif?anything={SECRET}&more={SECRET}",
    f"/vsicurl/https://maps.example.com/a b/x.tif?anything={SECRET}",
    f"/vsicurl?pc_url_signing=yes&url=https%3A%2F%2Fx.example%2Fa.tif%3Fsig%3D{SECRET}",
    f"/vsis3/bucket/x.tif?x={SECRET}",
    f"x.tif?{SECRET}",
    # Shared access signatures and signed addresses.
    f"https://a.blob.core.windows.net/c/x.tif?sv=2022-11-02&sp=r&sig={SECRET}%3D",
    f"sv=2022-11-02&sp=r&sig={SECRET}",
    f"https://b.s3.amazonaws.com/x.tif?X-Amz-Algorithm=AWS4&X-Amz-Credential={SECRET}&X-Amz-Signature={SECRET}",
    f"X-Amz-Security-Token={SECRET}",
    f"X-Amz-Signature: {SECRET}",
    f"https://storage.googleapis.com/x?GoogleAccessId=a&Signature={SECRET}",
    f"AWSAccessKeyId={SECRET}&Expires=1",
    f"AccountName=a;AccountKey={SECRET}==;EndpointSuffix=core.windows.net",
    f"SharedAccessSignature={SECRET}",
    # User and password in an address.
    f"https://anna:{SECRET}@maps.example.com/x.tif",
    f"https://{SECRET}@maps.example.com/x.tif",
    f"http://anna:{SECRET}/@{SECRET}@proxy.example:8080",
    f"https://anna:p%40{SECRET}@x.example/a@b.tif",  # pragma: allowlist secret
    f"proxy anna:{SECRET}@proxy.example:8080 answered 407",
    f"ftp://anna:{SECRET}@10.0.0.1/x",
    # Keys and values, as in connection strings, options and JSON.
    f"PG:host=db.example user=anna password={SECRET} dbname=maps",
    f"password='{SECRET} with a space'",
    f'{{"password": "{SECRET}", "user": "anna"}}',
    f'{{\\"password\\": \\"{SECRET}\\"}}',
    f"Password : {SECRET}",
    f"pwd={SECRET}",
    f"passwd={SECRET},{SECRET};{SECRET}",
    f"GDAL_HTTP_USERPWD=anna:{SECRET}",
    f"AWS_SECRET_ACCESS_KEY={SECRET}",
    f"aws_session_token = {SECRET}",
    f"AZURE_STORAGE_SAS_TOKEN=sv=1&sig={SECRET}",
    f"client_secret={SECRET}",
    f"access_token={SECRET}",
    f"#access_token={SECRET}",
    f"token:{SECRET}",
    f"api_key={SECRET}",
    f"apikey={SECRET}",
    f"api-key: {SECRET}",
    f"Ocp-Apim-Subscription-Key: {SECRET}",
    f"key={SECRET}",
    f"sessionid={SECRET}",
    f"authcfg={SECRET}",
    # Headers.
    f"Authorization: Bearer {SECRET}",
    f"Authorization: Basic {SECRET}==",
    f"Authorization={SECRET}",
    f"authorization: AWS4-HMAC-SHA256 Credential=x/{SECRET}, Signature={SECRET}",
    f"'Proxy-Authorization': 'Basic {SECRET}'",
    f"GDAL_HTTP_HEADERS=Authorization: Token {SECRET}",
    f"Cookie: session={SECRET}; other={SECRET}",
    f"X-Api-Key: {SECRET}",
    f"bearer {SECRET}",
    f"Bearer%20{SECRET}",
    f"negotiate {SECRET}",
    # Tokens that are known by their looks.
    f"eyJhbGciOiJIUzI1NiJ9.{SECRET}.{SECRET}",
    f"ghp_{SECRET}{SECRET}{SECRET}",
    f"AIza{SECRET * 4}",
    "AKIA" + SECRET.upper() * 2,
]
PLAIN = [
    "/data/My Maps/bolzano 2022.tif",
    r"C:\Users\anna\maps\garden.gpkg",
    "The run needs about 1,215 MB of memory, and the limit is 1,090 MB.",
    "https://github.com/onemetre/onemetre/issues, CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/)",
    "BANDS: red=4: this band does not exist in x.tif.",
    "KeyError: 'onemetre:tile'; basic information; the key of the map: 3 classes",
    "Is it right? Yes: SCALE=0.0001, OFFSET=-0.1.",
    "sha256:0a1b2c3d, 12:31:07, 0.25 km²/s, cuda:0",
    'NETCDF:"/data/x.nc":red',
    "/vsizip//data/x.zip/y.tif",
    "no pass, no token, no password",
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_secret_is_cut(text: str) -> None:
    for whole in (text, f"GDAL: {text} cannot be read.", f"'{text}'", f"Before\n{text}\nafter"):
        left = redact(whole)
        assert SECRET.lower() not in left.lower(), left
        assert CUT in left
        assert redact(left) == left
        assert SECRET.lower() not in identity(whole).lower()


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_no_secret_stays(text: str) -> None:
    assert redact(text) == text


def test_a_name_is_that_of_the_file() -> None:
    assert shown_name(f"https://anna:{SECRET}@x.example/maps/a.tif?sig={SECRET}") == "a.tif"
    assert shown_name("/data/maps/a b.tif") == "a b.tif"


def test_two_sources_differ_and_a_renewed_signature_does_not() -> None:
    address = "https://x.example/item?id={}&sig={}"
    assert identity(address.format(1, "a1")) == identity(address.format(1, "b2"))
    assert identity(address.format(1, "a1")) != identity(address.format(2, "a1"))
    assert identity("/data/a.tif") != identity("/data/b.tif")


def test_json_data_keeps_its_form() -> None:
    data = {"inputs": [f"https://x.example/a.tif?k={SECRET}"], "token": 3, "none": None, "path": "/data/a.tif"}
    assert redact_all(data) == {**data, "inputs": [f"https://x.example/a.tif?{CUT}"]}


def test_an_error_is_one_line_without_secrets() -> None:
    error = SourceError(f"a\nb\r\n\x1b[31m https://x.example/a?token={SECRET}\udc80 cannot be read.", f"pwd={SECRET}")
    assert "\n" not in error.message + error.hint
    assert "\x1b" not in error.message
    assert SECRET not in f"{error.message} {error.hint} {error!r}"
    assert len(SourceError("x" * 10**7).message) <= LONGEST


@given(st.text())
def test_a_message_is_always_printable(text: str) -> None:
    shown = sentence(text)
    assert len(shown.splitlines()) <= 1
    shown.encode()


@pytest.mark.parametrize("piece", ["a_", "://a:", "x-", "?a=", "key=", "\\'", "Basic A", "eyJ.", ". ?", "password"])
def test_long_texts_take_no_long_time(piece: str) -> None:
    began = time.process_time()
    redact(piece * 20_000)
    assert time.process_time() - began < 2
