"""An extractor that counts the lines, words and characters of a text.

A plain pyclowder extractor: nothing in it knows of Tallyboard.
"""

import logging
import re

import pyclowder.files
from pyclowder.extractors import Extractor

WORD = re.compile(r"\w+(?:['’-]\w+)*")


def count(lines):
    """The figures of a text, given line by line, so that a long one need not fit in memory."""
    figures = {"lines": 0, "words": 0, "characters": 0, "longest_word": ""}
    for line in lines:
        words = WORD.findall(line)
        figures["lines"] += 1
        figures["words"] += len(words)
        figures["characters"] += len(line)
        figures["longest_word"] = max([figures["longest_word"], *words], key=len)
    return figures


class WordCount(Extractor):
    def __init__(self):
        Extractor.__init__(self)
        self.setup()
        logging.getLogger(__name__).setLevel(logging.INFO)

    def process_message(self, connector, host, secret_key, resource, parameters):
        with open(resource["local_paths"][0], encoding="utf-8", errors="replace") as text:
            figures = count(text)
        # A progress message: it appears on the board among the job's events.
        connector.message_process(resource, "Counted %d words." % figures["words"])
        metadata = self.get_metadata(figures, "file", resource["id"], host)
        pyclowder.files.upload_metadata(connector, host, secret_key, resource["id"], metadata)


if __name__ == "__main__":
    WordCount().start()
