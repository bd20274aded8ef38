"""The invented council's files are what the program that makes them makes."""

from tools.make_council import INTO, files


def test_the_committed_files_are_the_ones_the_program_makes():
    kept = {str(path.relative_to(INTO)): path.read_bytes() for path in INTO.rglob("*.csv")}

    assert kept == files()
