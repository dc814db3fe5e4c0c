"""The small shapes that the schemas of the OpenAPI description are made of."""

from __future__ import annotations

from typing import Any, Final

from ..text import Text

Schema = dict[str, Any]

NUMBER: Final[Schema] = {"type": "number"}
STRING: Final[Schema] = {"type": "string"}
WHOLE: Final[Schema] = {"type": "integer", "minimum": 0}
COLUMN: Final[Schema] = {"type": "array", "items": NUMBER}
BOTH: Final[Schema] = {"$ref": "#/components/schemas/Text"}


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def thing(description: Text, optional: tuple[str, ...] = (), /, **properties: Schema) -> Schema:
    """An object; every property that is not optional is always there."""
    required = [name for name in properties if name not in optional]
    return {"type": "object", "description": description, "properties": properties, "required": required}


def closed(schema: Schema) -> Schema:
    """The same object without room for further properties."""
    return schema | {"additionalProperties": False}


def listing(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def table(values: Schema) -> Schema:
    return {"type": "object", "additionalProperties": values}


def nullable(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}
