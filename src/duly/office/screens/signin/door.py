"""From where somebody comes to the door: the address and the device, as the sign-in log keeps them."""

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

from duly.office.screens.signin.devices import called


def asking_from(request: HttpRequest) -> dict[str, str]:
    """The address and the device of a request. A proxy of our own is seen through only where DULY_PROXIES says that it is there."""
    return {"address": get_adapter().get_client_ip(request), "device": called(request.META.get("HTTP_USER_AGENT", ""))}
