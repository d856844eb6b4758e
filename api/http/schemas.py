"""GET /schema/{kind}."""

from typing import Annotated, Any

from fastapi import APIRouter, Path

from api.http.errors import responses
from api.services.describe_files import FileKind, describe_files

router = APIRouter(prefix="/schema", tags=["Drift"])


@router.get("/{kind}", summary="JSON Schema for en fil", responses=responses(413, 422))
def schema(kind: Annotated[FileKind, Path(description="people eller plan")]) -> dict[str, Any]:
    """Formen på de filer, der kan læses, og på det, POST /rank tager imod."""
    return describe_files(kind)
