import Testing

import Experiments
