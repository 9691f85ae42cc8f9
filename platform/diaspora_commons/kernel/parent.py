"""A process that was started to help another ends with it, also when that one was killed and could not say so."""

import os
import threading
from collections.abc import Callable
from time import sleep

LOOK = 1.0
"""Seconds between two looks."""


def follow(parent: int, end: Callable[[], object]) -> None:
    """Call `end`, in a thread of its own, once this process is no longer the child of `parent`."""

    def watch() -> None:
        while os.getppid() == parent:
            sleep(LOOK)
        end()

    threading.Thread(target=watch, name="parent's watch", daemon=True).start()
