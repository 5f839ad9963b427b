"""In what versions of a form differ where names are read."""

from __future__ import annotations

import json
from dataclasses import replace

from pia_cli.forms.naming import is_item
from pia_cli.forms.registry import CURRENT, FORMS, form_of
from pia_cli.forms.versions import labels_of_versions, versions_apart, versions_text

HEAD = "basics.department.head"
TREES = {form.id: form.tree for form in FORMS}


def test_every_version_knows_the_labels_of_the_others() -> None:
    for form in FORMS:
        assert labels_of_versions(form.tree)[HEAD] == ("所属長", "所属長の役職名")
        assert is_item(form.tree, None, "Ⅰ-6-②所属長")
        assert is_item(form.tree, None, "Ⅰ-6-②所属長の役職名")


def test_a_tree_of_no_registered_form_is_alone() -> None:
    tree = replace(CURRENT.tree)
    assert form_of(CURRENT.tree) is CURRENT
    assert form_of(tree) is None
    assert labels_of_versions(tree) == {}
    assert versions_apart(tree) == []


def test_labels_alone_keep_no_versions_apart() -> None:
    assert [versions_apart(form.tree) for form in FORMS] == [[]] * len(FORMS)


def test_a_version_with_another_number_is_apart_from_the_others() -> None:
    first, *others = CURRENT.tree.children
    renumbered = replace(first, item=replace(first.item, number="Ⅸ"))
    changed = replace(CURRENT.tree, children=(renumbered, *others))
    told = json.loads(versions_text({**TREES, CURRENT.id: changed}))
    older = [form.id for form in FORMS if form is not CURRENT]
    assert told[CURRENT.id]["apart"] == older
    assert all(told[id_]["apart"] == [CURRENT.id] for id_ in older)
