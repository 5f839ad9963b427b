"""pia: 特定個人情報保護評価書を YAML で検査する道具。"""

import time

__version__ = "0.1.0"

STARTED = time.time()
"""When this program began to be loaded; what is changed on the disk later is not what runs."""
