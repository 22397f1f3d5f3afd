import Experiments

print("hindsight")
