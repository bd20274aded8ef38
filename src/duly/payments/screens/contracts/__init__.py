"""Contracts: when each may be paid under, what its terms say clause by clause, and stopping and starting one."""
