"""What every request is given."""

from typing import Annotated

from fastapi import Depends, Request

from api.services.answers import Answers


def answers(request: Request) -> Answers:
    """The answers of the region that is served."""
    found = request.app.state.answers
    if not isinstance(found, Answers):
        raise TypeError("create_app sets app.state.answers")
    return found


Asked = Annotated[Answers, Depends(answers)]
