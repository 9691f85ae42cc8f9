"""From where tries are counted together."""

import pytest

from diaspora_commons.kernel.throttle import network_of


@pytest.mark.parametrize(
    ("place", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("", ""),
    ],
)
def test_an_address_of_ipv6_is_counted_with_its_neighbours(place, network):
    assert network_of(place) == network
