"""The JSON Schema of a form version, for editors and other validators."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from pia_cli.forms.declared import MODELS
from pia_cli.forms.kinds import BLANK, FILLED, JsonSchema
from pia_cli.forms.registry import Form

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _Generator(GenerateJsonSchema):
    """pydantic's generator, with 空欄 as the form understands it for optional items."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchema:
        filled = self.generate_inner(schema["schema"])
        if filled.get("pattern") == FILLED:  # a text: anything goes, an empty one too
            return {"type": [*filled["type"], "null"]}
        return {"anyOf": [filled, *BLANK["anyOf"]]}


def json_schema(form: Form) -> dict[str, Any]:
    """The schema as JSON data (draft 2020-12), Japanese titles and descriptions."""
    generated = MODELS[form.id].model_json_schema(by_alias=True, schema_generator=_Generator)
    definitions = {name: _plain(body) for name, body in generated.pop("$defs").items()}
    return {
        "$schema": DIALECT,
        "title": f"{form.kind}（{form.number}、{form.version}）",
        "description": "特定個人情報保護評価書の YAML の形。pia の様式の宣言から生成したもの。",
        **{key: value for key, value in _plain(generated).items() if key != "title"},
        "$defs": definitions,
    }


def _plain(body: JsonSchema) -> JsonSchema:
    """Without the English names and docstrings of the Python classes."""
    return {key: value for key, value in body.items() if key not in ("title", "description")}
