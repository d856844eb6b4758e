"""Dated rules: answers with the rule, the parameter and the source they rest on."""
