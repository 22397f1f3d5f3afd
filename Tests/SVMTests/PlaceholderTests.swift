import Testing

import SVM
