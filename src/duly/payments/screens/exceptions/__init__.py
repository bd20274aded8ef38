"""The exception workbench: what was stopped and why, what it would come to, and a decision for each."""
