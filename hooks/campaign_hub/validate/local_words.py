"""What is local in a post: the service, its telephone and its address, the hub's own or a partner's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import StringConstraints

from .fields import Address, Line, Schema

__all__ = ["LOCAL_SLOTS", "Local"]

LOCAL_SLOTS = {"local_service": "service", "local_phone": "phone", "local_link": "link"}
"""The slots of a post that are filled here, and the field of each."""


class Local(Schema):
    """Where people can go near them; a post asks for each by its slot, such as `{local_service}`."""

    service: Annotated[Line, StringConstraints(max_length=80)] | None = None
    phone: Annotated[Line, StringConstraints(max_length=30)] | None = None
    link: Address | None = None

    @property
    def slots(self) -> Mapping[str, str]:
        """What fills each slot that can be filled."""
        values = {slot: getattr(self, field) for slot, field in LOCAL_SLOTS.items()}
        return {slot: value for slot, value in values.items() if value}
