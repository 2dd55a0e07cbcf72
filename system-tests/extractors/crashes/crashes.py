"""Dies at every job, without a word, as one does that is killed for its memory; and is started again.

`after` (a parameter of the job, default 0) is how many seconds it works before; it says nothing meanwhile.
"""

import os
import signal
import sys
import threading
import time

from pyclowder.extractors import Extractor


class Crashes(Extractor):
    def __init__(self):
        Extractor.__init__(self)
        self.setup()

    def process_message(self, connector, host, secret_key, resource, parameters):
        time.sleep(float((parameters.get("parameters") or {}).get("after", 0)))
        os._exit(139)


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
