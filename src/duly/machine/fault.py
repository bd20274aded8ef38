"""The one exception of this storey: something on this machine stops Duly, said in a sentence."""


class MachineFault(RuntimeError):
    """Duly cannot run here as things are; the text is a sentence for whoever typed the command."""
