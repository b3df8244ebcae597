"""The conversation by e-mail: answers that go out, replies that come in, and what becomes of each."""
