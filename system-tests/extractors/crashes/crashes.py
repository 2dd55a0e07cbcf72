"""Dies at every job, and is started again, as by a supervisor.

Parameters of the job: `how` it dies, and `after` how many seconds of silent work (default 0).
- killed (default): without a word, as one that is killed for its memory
- segfault: in the middle of its own code
- exit: by sys.exit
- silent: as soon as it gets the message, before pyclowder has looked at it
- uncalled: after it said that it starts, and before it asks the board for anything
- works: not at all; it works in silence, and is done
"""

import ctypes
import json
import os
import signal
import sys
import threading
import time

from pyclowder.connectors import RabbitMQConnector
from pyclowder.extractors import Extractor
from pyclowder.utils import CheckMessage

pyclowders_own = RabbitMQConnector.on_message


def on_message(self, channel, method, header, body):
    if (json.loads(body).get("parameters") or {}).get("how") == "silent":
        os._exit(139)
    pyclowders_own(self, channel, method, header, body)


RabbitMQConnector.on_message = on_message


class Crashes(Extractor):
    def __init__(self):
        Extractor.__init__(self)
        self.setup()

    def check_message(self, connector, host, secret_key, resource, parameters):
        wanted = parameters.get("parameters") or {}
        if wanted.get("how") == "uncalled":
            time.sleep(float(wanted.get("after", 0)))
            os._exit(139)
        return CheckMessage.download

    def process_message(self, connector, host, secret_key, resource, parameters):
        wanted = parameters.get("parameters") or {}
        time.sleep(float(wanted.get("after", 0)))
        how = wanted.get("how", "killed")
        if how == "killed":
            os._exit(139)
        if how == "segfault":
            ctypes.string_at(0)
        if how == "exit":
            sys.exit("out of luck")


def end_with(parent):
    while os.getppid() == parent:
        time.sleep(0.2)
    os._exit(0)


def run():
    parent = os.getppid()
    threading.Thread(target=end_with, args=(parent,), daemon=True).start()
    Crashes().start()


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda number, frame: os._exit(0))
    while True:
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            run()
            sys.stdout.flush()
            os._exit(0)
        os.waitpid(child, 0)
        time.sleep(0.2)
