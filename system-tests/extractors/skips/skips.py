"""Declines every job before it begins."""

from pyclowder.extractors import Extractor
from pyclowder.utils import CheckMessage


class Skips(Extractor):
    def __init__(self):
        Extractor.__init__(self)
        self.setup()

    def check_message(self, connector, host, secret_key, resource, parameters):
        return CheckMessage.ignore


if __name__ == "__main__":
    Skips().start()
