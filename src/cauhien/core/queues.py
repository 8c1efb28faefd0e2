"""The queues of jobs, each with a worker of its own: nothing quick waits behind what takes long.

A task is quick unless it says otherwise: `@app.task(name=…, queue=LONG)`.
"""

QUICK, LONG = "default", "long"
NAME = "cauhien worker"  # by which its connections are known to the database
AT_ONCE = 2  # jobs that one worker does side by side
