"""Works for `seconds` (a parameter of the job, default 3), and says so every half second.

Each message names its job, so that a test sees whether the board put it where it belongs.

CLOCK_IS_OFF, in hours, makes its clock wrong: "3" is ahead by three hours; "3,-2" jumps to two behind in mid-work.
"""

import datetime
import os
import time

OFF = [float(hours) for hours in os.getenv("CLOCK_IS_OFF", "0").split(",")]


class WrongClock(datetime.datetime):
    off = OFF[0]

    @classmethod
    def now(cls, tz=None):
        return super().now(tz) + datetime.timedelta(hours=cls.off)


if any(OFF):
    datetime.datetime = WrongClock

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
            if step == 3:
                WrongClock.off = OFF[-1]
            connector.message_process(resource, "step %d of %s" % (step, parameters["job_id"]))
            time.sleep(min(0.5, max(0.0, begun + seconds - time.monotonic())))


if __name__ == "__main__":
    Works().start()
