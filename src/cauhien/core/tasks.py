"""Jobs about jobs: what a killed worker left is done again, what is done or over is forgotten."""

from procrastinate.contrib.django import app

from cauhien.core import cache

KEPT_HOURS = 48  # of jobs that ended well; those that failed stay


@app.periodic(cron="* * * * *")
@app.task(name="core.retry_stalled", queueing_lock="core.retry_stalled", pass_context=True)
async def retry_stalled(context, timestamp):
    """Do again what was in the hands of a worker that gives no sign of life any more."""
    jobs = context.app.job_manager
    for job in await jobs.get_stalled_jobs():
        await jobs.retry_job(job)


@app.periodic(cron="40 * * * *")
@app.task(name="core.forget_done", queueing_lock="core.forget_done", pass_context=True)
async def forget_done(context, timestamp):
    await context.app.job_manager.delete_old_jobs(nb_hours=KEPT_HOURS)


@app.periodic(cron="50 * * * *")
@app.task(name="core.forget_expired", queueing_lock="core.forget_expired")
def forget_expired(timestamp):
    cache.forget_expired()
