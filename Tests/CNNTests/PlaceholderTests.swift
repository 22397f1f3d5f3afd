import Testing

import CNN
