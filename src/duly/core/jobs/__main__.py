"""`python -m duly.core.jobs`: a worker."""

from duly.core.jobs.worker import main

main()
