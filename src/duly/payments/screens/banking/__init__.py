"""Banks' answers on screen, and the lock on payments: what came back, what matches nothing, and what a restore forgot."""
