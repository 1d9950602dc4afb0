"""Care and home: on which ground is the child looked after, and where does it live?"""
