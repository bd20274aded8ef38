"""The page of every component: in a practice copy, and nowhere else."""

import pytest

from duly.ui import gallery


def test_every_component_has_an_address_in_a_practice_copy(at_desk, settings):
    settings.DEMO = True
    tom = at_desk("tom")

    for name in gallery.pages():
        page = tom.get(f"/components/{name}/?theme=dark").content.decode()
        assert 'data-theme="dark"' in page
    assert "Every component, in every state" in tom.get("/components/").content.decode()
    assert "See the exceptions" in tom.get("/components/progress/").content.decode()
    assert tom.get("/components/nothing/").status_code == 404


@pytest.mark.parametrize("name", [chart.name for chart in gallery.pages()["components"][1]["charts"]])
def test_a_chart_has_a_sentence_a_table_and_its_figures_as_csv(at_desk, settings, name):
    settings.DEMO = True
    chart = next(one for one in gallery.pages()["components"][1]["charts"] if one.name == name)
    page = at_desk("tom").get("/components/").content.decode()

    told = at_desk("tom").get(f"/components/?chart={name}").content.decode("utf-8-sig").splitlines()

    assert f'aria-label="{chart.says}"' in page
    assert f'href="?chart={name}"' in page
    assert all(f">{row[0]}</td>" in page for row in chart.rows)
    assert len(told) == 1 + len(chart.rows)


def test_a_real_installation_shows_no_components(at_desk):
    assert at_desk("tom").get("/components/").status_code == 404
