"""Works for `seconds` (a parameter of the job, default 3), and says so every half second.

Each message names its job, so that a test sees whether the board put it where it belongs.
"""

import time

from pyclowder.extractors import Extractor


class Works(Extractor):
    def __init__(self):
        Extractor.__init__(self)
        self.setup()

    def process_message(self, connector, host, secret_key, resource, parameters):
        seconds = float((parameters.get("parameters") or {}).get("seconds", 3))
        begun = time.monotonic()
        step = 0
        while time.monotonic() - begun < seconds:
            step += 1
            connector.message_process(resource, "step %d of %s" % (step, parameters["job_id"]))
            time.sleep(min(0.5, max(0.0, begun + seconds - time.monotonic())))


if __name__ == "__main__":
    Works().start()
